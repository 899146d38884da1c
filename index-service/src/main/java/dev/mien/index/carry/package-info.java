/**
 * An application's index on its way: out of here as one file, and into here from a file of another installation. In: a
 * signed word for the application, who is not to be carried, or parts of a file with its key. Out: a file, or templates
 * stored in the protocol's order. Never here: whether somebody is active; enrollment-service says so, and makes them
 * so.
 */
package dev.mien.index.carry;
