/**
 * A real PostgreSQL for tests, one server a JVM and a fresh database for each application under test.
 *
 * <p>Out: a Quarkus test resource that sets the default datasource. Never here: anything that production code uses.
 */
package dev.mien.testing.postgres;
