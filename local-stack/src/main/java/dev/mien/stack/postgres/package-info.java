/**
 * A PostgreSQL cluster of our own, from the binaries in a jar, without a container and beside any other PostgreSQL.
 *
 * <p>In: a data directory, a port, a password. Out: a running {@link dev.mien.stack.postgres.PostgresCluster} that has
 * proved to be the one on that port, and databases with a role each. Never here: tables; those are each service's own.
 */
package dev.mien.stack.postgres;
