package dev.mien.platform.sql;

import java.sql.SQLException;

/** A statement failed. Whether the database was away decides what a caller is told: 503 and try again, or 500. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean away;
    private final String sqlState;

    private DatabaseException(SQLException cause, boolean away) {
        super(cause);
        this.away = away;
        this.sqlState = cause.getSQLState();
    }

    /** Wraps what the driver threw. */
    public static DatabaseException of(SQLException cause) {
        return new DatabaseException(cause, isAway(cause));
    }

    /** Whether the database could not be reached, was shutting down or had no connection free. */
    public boolean away() {
        return away;
    }

    /** Whether a unique constraint forbade the write. */
    public boolean uniqueViolation() {
        return "23505".equals(sqlState);
    }

    private static boolean isAway(SQLException cause) {
        String state = cause.getSQLState();
        // Class 08: connection failures; 57P: shutdown and start-up; 53: out of resources. Agroal's "no connection in
        // time" comes without a state.
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }
}
