package dev.mien.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One open transaction. Not thread safe; not to be kept beyond the work that it was handed to. */
public final class Tx {
    /**
     * To end the conditions of a change: its commit does not wait for the disk. For what may be forgotten when the
     * database's server breaks down within the next second, and for nothing that somebody has been promised.
     */
    public static final String WITHOUT_WAITING = " and set_config('synchronous_commit', 'off', true) = 'off'";

    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>(2);
    private final List<Runnable> afterFailure = new ArrayList<>(2);
    private final StringBuilder queued = new StringBuilder();
    private final List<Object> queuedParameters = new ArrayList<>();
    /** Whether it is over with its first statement. */
    private final boolean single;

    private boolean begun;

    Tx(Connection connection) {
        this(connection, false);
    }

    private Tx(Connection connection, boolean single) {
        this.connection = connection;
        this.single = single;
    }

    /** One that is over with its first statement. */
    static Tx single(Connection connection) {
        return new Tx(connection, true);
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @return every row, in the order of the query */
    public <T> List<T> list(String sql, Row<T> row, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    /** @return the first row, if there is one; also for statements that end in RETURNING */
    public <T> Optional<T> first(String sql, Row<T> row, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    /** @return whether the query has a row */
    public boolean exists(String sql, Object... parameters) {
        return first(sql, row -> true, parameters).orElse(false);
    }

    /**
     * Runs several statements, parted by semicolons, for one question to the server. Each sees what was committed
     * before it, as if it had been sent alone.
     *
     * @return whether the last one, which has to be a query, has a row
     * @throws IllegalStateException where a single statement was to be run: a lock that is among these would be let go
     *     before anything was done under it
     */
    public boolean lastExists(String statements, Object... parameters) {
        return lastOf(statements, row -> true, parameters).orElse(false);
    }

    /** As {@link #lastExists}. @return the last one's first row, if there is one */
    public <T> Optional<T> lastOf(String statements, Row<T> row, Object... parameters) {
        if (single) {
            throw new IllegalStateException("a single statement was to be run, and these are several: " + statements);
        }
        try (PreparedStatement statement = prepare(statements, parameters)) {
            ResultSet last = statement.execute() ? statement.getResultSet() : null;
            while (statement.getMoreResults(Statement.KEEP_CURRENT_RESULT) || statement.getUpdateCount() != -1) {
                last = statement.getResultSet();
            }
            return last != null && last.next() ? Optional.of(row.read(last)) : Optional.empty();
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    /** @return how many rows changed */
    public int update(String sql, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    /**
     * A change whose answer nobody reads: it is sent with the commit, or before the next statement, which sees it as
     * ever. So the server is asked once for all of these and the commit.
     */
    public void enqueue(String sql, Object... parameters) {
        if (single) {
            update(sql, parameters);
            return;
        }
        queued.append(sql).append("; ");
        queuedParameters.addAll(Arrays.asList(parameters));
    }

    /** Visits each row as it arrives, without holding them all: for scans of whole tables. */
    public void each(String sql, int fetchSize, RowVisitor visitor, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.setFetchSize(fetchSize);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows);
                }
            }
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    /** Looks at one row. */
    @FunctionalInterface
    public interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    /** Runs {@code action} once the transaction has committed; never when it has not. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Runs {@code action}, which must not fail, once the transaction has failed; never when it has committed. */
    public void afterFailure(Runnable action) {
        afterFailure.add(action);
    }

    /** For what plain statements cannot say. */
    public Connection connection() {
        return connection;
    }

    /** Commits; with what is still queued, in one question to the server. */
    void commit() throws SQLException {
        if (!queued.isEmpty()) {
            // An error of one of them keeps the server from running the rest, and so from committing.
            send("commit");
        }
        // Says nothing to a server that has committed.
        connection.commit();
    }

    private void send(String last) throws SQLException {
        String statements = queued + last;
        Object[] parameters = queuedParameters.toArray();
        queued.setLength(0);
        queuedParameters.clear();
        try (PreparedStatement statement = bound(statements, parameters)) {
            statement.execute();
        }
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    void failed() {
        afterFailure.forEach(Runnable::run);
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        if (single && begun) {
            throw new IllegalStateException("a single statement was to be run, and this is another one: " + sql);
        }
        begun = true;
        if (!queued.isEmpty()) {
            send("");
        }
        return bound(sql, parameters);
    }

    private PreparedStatement bound(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                Object parameter = parameters[i];
                switch (parameter) {
                    case Instant instant ->
                        statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
                    case Enum<?> constant -> statement.setString(i + 1, constant.name());
                    case null, default -> statement.setObject(i + 1, parameter);
                }
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
