package dev.mien.platform.ledger;

import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Tx;

/**
 * Holds a database to the key that its subject hashes were made with. Under another one nothing in it would be found
 * any more: an erasure would find nobody, be confirmed, and leave everything as it was; whoever is in the ledger would
 * be unknown to it.
 */
public final class KeyMark {
    private KeyMark() {}

    /**
     * Notes the key in a database that knows none yet.
     *
     * @param table has one row, with a column {@code key_mark}
     * @throws IllegalStateException naming the setting, when the database was written under another key
     */
    public static void require(Tx tx, String table, SubjectHasher hasher) {
        byte[] mark = hasher.keyMark();
        tx.update("update " + table + " set key_mark = ? where key_mark is null", (Object) mark);
        if (!tx.exists("select 1 from " + table + " where key_mark = ?", (Object) mark)) {
            throw new IllegalStateException(SubjectHasher.SETTING
                    + ": its last line is not the key that this database was written under. Put that one back: it is the"
                    + " same for all services, and cannot be changed.");
        }
    }
}
