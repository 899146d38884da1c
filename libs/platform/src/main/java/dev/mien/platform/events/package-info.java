/** Reading events: a CloudEvent in Kafka's binary mode becomes a record, or is named as one that nobody can read. */
package dev.mien.platform.events;
