package dev.mien.auth.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A transaction of a test's own that stays open, with what it has locked, while the service runs into it. */
public final class OpenTransaction implements AutoCloseable {
    private final Connection connection;

    private OpenTransaction(Connection connection) {
        this.connection = connection;
    }

    static OpenTransaction begin(DataSource source, String sql, Object... parameters) {
        try {
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                statement.execute();
            }
            return new OpenTransaction(connection);
        } catch (SQLException e) {
            throw new AssertionError("the test's own transaction failed", e);
        }
    }

    /** Ends it as if it had never been: whoever waited for it goes on. */
    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw new AssertionError("the test's own transaction failed", e);
        }
    }
}
