package dev.mien.platform.ledger;

import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import java.util.Map;

/**
 * A service that holds something about Facial IDs: each holder is one bean of this type. Every method may be called
 * again for the same entry and must then do nothing more.
 */
public interface Holder {
    /**
     * Takes the locks that come before the ledger's, in the order head, ledger, rows. Called first in the purge's
     * transaction, also when there is nothing to purge.
     */
    default void lock(Tx tx, LedgerEntry entry) {}

    /**
     * Removes everything that {@code entry} names. An entry whose erasure is complete elsewhere names it by hash alone:
     * so rows are found by their subject hash.
     *
     * @return how many rows went, by kind of datum
     */
    Map<String, Integer> purge(Tx tx, LedgerEntry entry, SubjectHash hash);

    /** Whether nothing of it is left outside the database either (memory of replicas). Asked until it is true. */
    default boolean passed(long number) {
        return true;
    }

    /** The database turned out to be older than what this holder has confirmed: positions handed out before are void. Called
     * once for each restore, in the transaction that renews the incarnation of the copy. */
    default void restored(Tx tx) {}
}
