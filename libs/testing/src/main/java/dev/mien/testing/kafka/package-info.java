/**
 * A real Kafka for tests, one broker a JVM, with Mien's topics.
 *
 * <p>Out: a Quarkus test resource that sets {@code mien.kafka.bootstrap-servers}. Tests share the topics, so each looks for its
 * own keys. Never here: anything that production code uses.
 */
package dev.mien.testing.kafka;
