package dev.mien.platform.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** The service's database. Every piece of work is one transaction; nothing is retried behind the caller's back. */
@ApplicationScoped
public class Database {
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
     * READ COMMITTED: each statement sees what was committed before it. Guards rely on this: a check that follows a lock
     * sees what the lock's last owner has committed.
     *
     * @throws DatabaseException when a statement or the commit failed; nothing of the work is kept then
     */
    public <T> T write(Work<T> work) {
        return run(work, Connection.TRANSACTION_READ_COMMITTED, false);
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
        return run(work, Connection.TRANSACTION_REPEATABLE_READ, true);
    }

    private <T> T run(Work<T> work, int isolation, boolean readOnly) {
        Tx tx;
        T result;
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(isolation);
            connection.setReadOnly(readOnly);
            tx = new Tx(connection);
            try {
                result = work.run(tx);
                connection.commit();
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
        tx.committed();
        return result;
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
