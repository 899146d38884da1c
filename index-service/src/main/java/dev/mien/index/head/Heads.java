package dev.mien.index.head;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.event.IndexAdvanced;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.index.vault.KeyVault;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.outbox.OutboxEvent;
import dev.mien.platform.sql.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The heads. A lock of a head is the first lock of any transaction that takes it. */
public final class Heads {
    private static final String COLUMNS =
            "application_id, incarnation, key_generation, seq, count, checksum, log_start from head";
    private final KeyVault keys;
    private final SubjectHasher hasher;
    private final Outbox outbox;
    private final Clock clock;

    public Heads(KeyVault keys, SubjectHasher hasher, Outbox outbox, Clock clock) {
        this.keys = keys;
        this.hasher = hasher;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The head, locked for the rest of the transaction; made on first use, with the application's keys. */
    public Head lock(Tx tx, ApplicationId application) {
        ensure(tx, application);
        return lockIfKnown(tx, application).orElseThrow();
    }

    /** As {@link #lock}; empty when nothing was ever stored or searched for that application. */
    public Optional<Head> lockIfKnown(Tx tx, ApplicationId application) {
        return tx.first("select " + COLUMNS + " where application_id = ? for update", Heads::head, application.value());
    }

    /** Makes the head of an application that has none. */
    public void ensure(Tx tx, ApplicationId application) {
        int made = tx.update(
                "insert into head (application_id, subject_hash, incarnation) values (?, ?, ?) on conflict do nothing",
                application.value(),
                hasher.of(application).bytes(),
                UUID.randomUUID());
        if (made == 1) {
            keys.create(tx, application);
        }
    }

    /** The head as this transaction sees it, without a lock. */
    public Optional<Head> read(Tx tx, ApplicationId application) {
        return tx.first("select " + COLUMNS + " where application_id = ?", Heads::head, application.value());
    }

    /** Where every index stands. */
    public Map<ApplicationId, HeadPosition> positions(Tx tx) {
        Map<ApplicationId, HeadPosition> positions = new HashMap<>();
        for (Head head : tx.list("select " + COLUMNS, Heads::head)) {
            positions.put(head.application(), head.position());
        }
        return positions;
    }

    /** The application that a ledger's hash stands for. */
    public Optional<ApplicationId> byHash(Tx tx, SubjectHash application) {
        return tx.first(
                "select application_id from head where subject_hash = ?",
                row -> new ApplicationId(row.getObject(1, UUID.class)),
                (Object) application.bytes());
    }

    /** Writes a locked head after one change, and tells replicas. */
    public void advance(Tx tx, Head changed) {
        tx.update(
                "update head set key_generation = ?, seq = ?, count = ?, checksum = ? where application_id = ?",
                changed.keyGeneration(),
                changed.seq(),
                changed.count(),
                changed.checksum(),
                changed.application().value());
        outbox.append(
                tx,
                new OutboxEvent(
                        UUID.randomUUID(),
                        EventType.INDEX_ADVANCED,
                        changed.application().toString(),
                        OutboxEvent.subject(changed.application()),
                        null,
                        clock.instant(),
                        new IndexAdvanced(changed.application(), changed.incarnation(), changed.seq())));
    }

    /**
     * Remembers under which policy something is written. The caller has the head's lock.
     *
     * @return false when something has been written under a later one
     */
    public boolean writtenUnder(Tx tx, ApplicationId application, long policyRevision) {
        int later = tx.update(
                "update head set policy_revision = ? where application_id = ? and policy_revision < ?",
                policyRevision,
                application.value(),
                policyRevision);
        return later == 1
                || tx.exists(
                        "select 1 from head where application_id = ? and policy_revision = ?",
                        application.value(),
                        policyRevision);
    }

    /** The database was restored: no position that was handed out before means anything now. */
    public void renewIncarnations(Tx tx) {
        List<UUID> all = tx.list(
                "select application_id from head order by application_id for update",
                row -> row.getObject(1, UUID.class));
        all.forEach(
                one -> tx.update("update head set incarnation = ? where application_id = ?", UUID.randomUUID(), one));
    }

    /**
     * The database is older than a replica's memory: restored while services ran. The head gets a new incarnation, once
     * for all who notice, so that no probe that has seen more than there is now can be continued from here.
     */
    public void renewIfBehind(Tx tx, ApplicationId application, HeadPosition memory) {
        tx.update(
                "update head set incarnation = ? where application_id = ? and incarnation = ? and seq < ?",
                UUID.randomUUID(),
                application.value(),
                memory.incarnation(),
                memory.seq());
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                new ApplicationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }
}
