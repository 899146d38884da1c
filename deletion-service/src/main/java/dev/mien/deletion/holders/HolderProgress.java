package dev.mien.deletion.holders;

import dev.mien.contracts.deletion.LedgerPoll;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The highest numbers that each holder ever reported, by incarnation of its database. A holder that reports less within
 * its incarnation, or an incarnation from before its current one, has been restored.
 */
@ApplicationScoped
class HolderProgress {
    record Known(UUID incarnation, long applied, long fulfilled) {}

    /** Locks the holder's current line: reports of one holder's replicas come one after another. */
    Optional<Known> current(Tx tx, String holder) {
        return tx.first(
                "select incarnation, applied, fulfilled from holder_incarnation where holder = ?"
                        + " order by ordinal desc limit 1 for update",
                row -> new Known(row.getObject(1, UUID.class), row.getLong(2), row.getLong(3)),
                holder);
    }

    boolean knows(Tx tx, String holder, UUID incarnation) {
        return tx.exists("select 1 from holder_incarnation where holder = ? and incarnation = ?", holder, incarnation);
    }

    void begin(Tx tx, LedgerPoll poll, Instant now) {
        tx.update(
                "insert into holder_incarnation (holder, incarnation, applied, fulfilled, first_heard, last_heard)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                poll.holder(),
                poll.incarnation(),
                poll.applied(),
                poll.fulfilled(),
                now,
                now);
    }

    void report(Tx tx, LedgerPoll poll, Instant now) {
        tx.update(
                "update holder_incarnation set applied = greatest(applied, ?), fulfilled = greatest(fulfilled, ?),"
                        + " last_heard = ? where holder = ? and incarnation = ?",
                poll.applied(),
                poll.fulfilled(),
                now,
                poll.holder(),
                poll.incarnation());
    }
}
