package dev.mien.index.replica;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.platform.sql.Tx;
import java.time.Duration;
import java.util.UUID;

/**
 * Who may hold templates in memory, and how far each of them has come. Time is the database's, read at the moment of
 * each statement: a replica's own clock decides nothing, because a paused replica's clock cannot tell it that it was
 * paused.
 */
public final class Leases {
    private final Duration length;

    /** @param length how long a lease is good after each renewal */
    public Leases(Duration length) {
        this.length = length;
    }

    /** A fresh lease: its holder has an empty memory. */
    UUID grant(Tx tx) {
        UUID lease = UUID.randomUUID();
        tx.update(
                "insert into replica_lease (id, expires_at)"
                        + " values (?, clock_timestamp() + ? * interval '1 millisecond')",
                lease,
                length.toMillis());
        return lease;
    }

    /** @return false when it had run out: it stays so */
    boolean renew(Tx tx, UUID lease) {
        return tx.update(
                        "update replica_lease set expires_at = clock_timestamp() + ? * interval '1 millisecond'"
                                + " where id = ? and expires_at > clock_timestamp()",
                        length.toMillis(),
                        lease)
                == 1;
    }

    boolean granted(Tx tx, UUID lease) {
        return tx.exists("select 1 from replica_lease where id = ? and expires_at > clock_timestamp()", lease);
    }

    /** Its holder has forgotten everything and will not come back. */
    void giveUp(Tx tx, UUID lease) {
        tx.update("delete from replica_lease where id = ?", lease);
    }

    /** Says how far the holder of a lease has come. Nothing is said for a lease that is gone. */
    void report(Tx tx, UUID lease, ApplicationId application, HeadPosition position) {
        tx.update(
                "insert into replica_position (lease_id, application_id, incarnation, seq)"
                        // The lock keeps the lease from being removed before this row refers to it.
                        + " select id, ?, ?, ? from replica_lease where id = ? for key share"
                        + " on conflict (lease_id, application_id)"
                        + " do update set incarnation = excluded.incarnation, seq = excluded.seq",
                application.value(),
                position.incarnation(),
                position.seq(),
                lease);
    }

    /** Notes where the head stands now that a ledger's number has been purged. */
    public void notePurge(Tx tx, long number, ApplicationId application, HeadPosition head) {
        tx.update(
                "insert into purge_position (number, application_id, incarnation, seq) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                number,
                application.value(),
                head.incarnation(),
                head.seq());
    }

    /** Removes what replicas that were killed have left. */
    public void dropExpired(Tx tx) {
        tx.update("delete from replica_lease where id in (select id from replica_lease"
                + " where expires_at <= clock_timestamp() for update skip locked)");
    }

    /**
     * Whether every replica with a lease is beyond what was purged under a number. A replica that has not said where it
     * stands, or stands in another incarnation, is not; one in a later incarnation was rebuilt after the purge.
     */
    public boolean passed(Tx tx, long number) {
        // Removed, a lease cannot be renewed after we looked. One whose renewal is under way is skipped and counts.
        dropExpired(tx);
        return !tx.exists(
                "select 1 from purge_position purge join head using (application_id) cross join replica_lease lease"
                        + " left join replica_position stands on stands.lease_id = lease.id"
                        + " and stands.application_id = purge.application_id"
                        + " where purge.number = ? and (stands.lease_id is null"
                        + " or stands.incarnation <> head.incarnation"
                        + " or (stands.incarnation = purge.incarnation and stands.seq < purge.seq))",
                number);
    }
}
