package dev.mien.platform.ledger;

import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Stands before every write about a Facial ID: first the subject's lock, then a look at the ledger's copy, in SQL, in
 * the same READ COMMITTED transaction. The purge takes the same lock, so a write either comes before it and is purged,
 * or after it and is refused.
 */
@ApplicationScoped
public class LedgerGuard {
    // A statement after the lock, not one with it: it has to see what the lock's last owner has committed.
    private static final String LOOK = "; select 1 from ledger_copy where subject_hash = ?";

    /**
     * Locks the subject for the rest of the transaction.
     *
     * @return whether the subject may be written about; false: it is in the ledger
     */
    public boolean mayWrite(Tx tx, SubjectHash subject) {
        return !tx.lastExists("select pg_advisory_xact_lock(?)" + LOOK, subject.lockKey(), subject.bytes());
    }

    /**
     * Keeps the application from being purged for the rest of the transaction. Its writers share the lock: they wait
     * for the purge alone, not for each other. To be taken before the lock of a subject.
     *
     * @return whether anything of the application may be written; false: it is in the ledger
     */
    public boolean mayWriteWithin(Tx tx, SubjectHash application) {
        return !tx.lastExists(
                "select pg_advisory_xact_lock_shared(?)" + LOOK, application.lockKey(), application.bytes());
    }

    /**
     * {@link #mayWriteWithin} the application and {@link #mayWrite} about its subject, in this order, for one question
     * to the server. Both locks are taken, whatever the ledger says.
     */
    public Standing standing(Tx tx, SubjectHash application, SubjectHash subject) {
        return tx.lastOf(
                        "select pg_advisory_xact_lock_shared(?); select pg_advisory_xact_lock(?);"
                                + " select exists (select 1 from ledger_copy where subject_hash = ?),"
                                + " exists (select 1 from ledger_copy where subject_hash = ?)",
                        row -> row.getBoolean(1)
                                ? Standing.APPLICATION_ERASED
                                : row.getBoolean(2) ? Standing.SUBJECT_ERASED : Standing.BOTH_STAND,
                        application.lockKey(),
                        subject.lockKey(),
                        application.bytes(),
                        subject.bytes())
                .orElse(Standing.APPLICATION_ERASED);
    }

    /** What the ledger says of an application and somebody in it. */
    public enum Standing {
        BOTH_STAND,
        SUBJECT_ERASED,
        APPLICATION_ERASED
    }

    /** Whether the ledger's copy names the subject; without its lock, a moment's view. */
    public boolean erased(Tx tx, SubjectHash subject) {
        return tx.exists("select 1 from ledger_copy where subject_hash = ?", (Object) subject.bytes());
    }

    /** Locks the subject for the rest of the transaction, whether it is erased or not: for what an erasure itself writes. */
    public void lock(Tx tx, SubjectHash subject) {
        tx.first("select pg_advisory_xact_lock(?)", row -> true, subject.lockKey());
    }
}
