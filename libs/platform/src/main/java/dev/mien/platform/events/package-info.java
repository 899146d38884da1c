/**
 * Reading events: a CloudEvent in Kafka's binary mode becomes a record, or is named as one that nobody can read.
 * {@link dev.mien.platform.events.EventIntake} is what a consumer hands its messages to.
 */
package dev.mien.platform.events;
