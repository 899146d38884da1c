/**
 * One Kafka broker that is its own controller, as a process with a class path of its own.
 *
 * <p>In: a data directory and two ports. Out: a running {@link dev.mien.stack.kafka.KafkaBroker} with Mien's topics.
 * Never here: what the events say.
 */
package dev.mien.stack.kafka;
