package dev.mien.index.head;

import dev.mien.platform.sql.Tx;

/** What one replica does at a time. Whoever comes second does something else, and is not kept waiting. */
public enum OneAtATime {
    /** Turning epochs and everything else about keys. */
    KEYS,
    /** Reading an index anew that differed from its head. */
    REBUILD;

    /** A name space of its own: locks of Facial IDs are taken by one number of 64 bits. */
    private static final int LOCKS_OF_REPLICAS = 0x6d69656e;

    /** @return whether it is this transaction's until it ends; of a process that is killed the database lets go */
    public boolean mine(Tx tx) {
        return tx.first(
                        "select pg_try_advisory_xact_lock(?, ?)",
                        row -> row.getBoolean(1),
                        LOCKS_OF_REPLICAS,
                        ordinal())
                .orElseThrow();
    }
}
