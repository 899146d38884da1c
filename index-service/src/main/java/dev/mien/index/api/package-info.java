/**
 * The door of index-service, and how its parts are put together. In: calls of other services, each with the gateway's
 * signed word. Out: contract records. Never here: anything that another room decides.
 */
package dev.mien.index.api;
