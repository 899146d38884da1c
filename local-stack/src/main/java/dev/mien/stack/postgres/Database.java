package dev.mien.stack.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One database with one role of the same name that owns it; nobody else may connect to it.
 *
 * @param name lower case letters, digits and underscores
 * @param password URL-safe base64 characters
 */
public record Database(String name, String password) {
    public Database {
        // Both go into SQL as they are, since CREATE ROLE and CREATE DATABASE take no parameters.
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        if (!password.matches("[A-Za-z0-9_-]{16,}")) {
            throw new IllegalArgumentException("not a password for database " + name);
        }
    }

    /** Opens connections that may make databases; {@link PostgresCluster#connect()} is one. */
    @FunctionalInterface
    public interface Superuser {
        Connection connect() throws SQLException;
    }

    /** Makes role and database where they are absent, and sets the password. */
    public void ensure(Superuser superuser) {
        try (var connection = superuser.connect()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?")) {
                run(connection, "create role " + name + " login");
            }
            run(connection, "alter role " + name + " password '" + password + "'");
            if (!exists(connection, "select 1 from pg_database where datname = ?")) {
                run(connection, "create database " + name + " owner " + name);
            }
            run(connection, "revoke connect, temporary on database " + name + " from public");
            run(connection, "revoke connect on database postgres from public");
            run(connection, "revoke connect on database template1 from public");
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " could not be made", e);
        }
    }

    /** Removes database and role, with whoever is connected; absent is fine. */
    public void drop(Superuser superuser) {
        try (var connection = superuser.connect()) {
            run(connection, "drop database if exists " + name + " with (force)");
            run(connection, "drop role if exists " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " could not be dropped", e);
        }
    }

    private boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String toString() {
        return "Database[" + name + "]";
    }
}
