package dev.mien.platform.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The service's database. Every piece of work is one transaction; nothing is retried behind the caller's back. */
@ApplicationScoped
public class Database {
    /**
     * Of this transaction alone. JDBC's setters change the session: a question before each transaction and one after
     * it, to put back what they have changed. The pool sees to it that connections are READ COMMITTED.
     */
    private static final String SNAPSHOT = "set transaction isolation level repeatable read, read only";

    private final AgroalDataSource source;

    public Database(AgroalDataSource source) {
        this.source = source;
    }

    /** Work to be done in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Tx tx) throws SQLException;
    }

    /** Work without a result. */
    @FunctionalInterface
    public interface Action {
        void run(Tx tx) throws SQLException;
    }

    /**
     * READ COMMITTED: each statement sees what was committed before it. Guards rely on this: a check that follows a
     * lock sees what the lock's last owner has committed.
     *
     * @throws DatabaseException when a statement or the commit failed; nothing of the work is kept then
     */
    public <T> T write(Work<T> work) {
        return run(work, false);
    }

    /** As {@link #write(Work)}, for work without a result. */
    public void execute(Action action) {
        write(tx -> {
            action.run(tx);
            return null;
        });
    }

    /** REPEATABLE READ, read only: every statement sees the same moment. */
    public <T> T snapshot(Work<T> work) {
        return run(work, true);
    }

    /**
     * For work of one statement, which is a transaction by itself: the server is asked once instead of twice or three
     * times.
     *
     * @throws IllegalStateException at a second statement: it would see another moment, and stand when the first did not
     */
    public <T> T single(Work<T> work) {
        Tx tx;
        T result;
        try (Connection connection = source.getConnection()) {
            tx = Tx.single(connection);
            try {
                result = work.run(tx);
            } catch (Throwable e) {
                tx.failed();
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
        tx.committed();
        return result;
    }

    private <T> T run(Work<T> work, boolean snapshot) {
        Tx tx;
        T result;
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            tx = new Tx(connection);
            try {
                if (snapshot) {
                    begin(connection, SNAPSHOT);
                }
                result = work.run(tx);
                tx.commit();
            } catch (Throwable e) {
                rollBack(connection, e);
                tx.failed();
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
        tx.committed();
        return result;
    }

    private static void begin(Connection connection, String characteristics) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(characteristics);
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
