package dev.mien.deletion.ledger;

import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Gives numbers. */
@ApplicationScoped
public class Ledger {
    /** Whoever asked tells enrollment-service at once; if it has not succeeded by then, the erasure goes on by itself. */
    static final Duration TOLD_BY_ASKER = Duration.ofSeconds(6);

    private static final String UNDO = "undo";
    private final Database database;
    private final LedgerTable table;
    private final SubjectSeal seal;
    private final SubjectHasher hasher;
    private final Clock clock;

    public Ledger(Database database, LedgerTable table, SubjectSeal seal, SubjectHasher hasher, Clock clock) {
        this.database = database;
        this.table = table;
        this.seal = seal;
        this.hasher = hasher;
        this.clock = clock;
    }

    /**
     * The entry that begins the erasure, given now or before: one number for each subject, whether enrollment-service
     * knows it or not.
     *
     * @param channel through whom it was asked
     */
    public Entry enter(Subject subject, String channel) {
        return entry(subject, channel, false);
    }

    /** As {@link #enter}, for a Facial ID that never became active. */
    public Entry undo(Subject subject) {
        return entry(subject, UNDO, true);
    }

    private Entry entry(Subject subject, String channel, boolean undo) {
        SubjectHash hash = hasher.of(subject.application(), subject.facialId());
        Optional<Entry> known = database.write(tx -> table.bySubject(tx, hash));
        if (known.isPresent() && known.get().owner() != null) {
            return known.get();
        }
        return database.write(tx -> {
            // The head's row stays locked until commit (P4): the next number waits for this one's fate.
            long next = tx.first("select last from ledger_head for update", row -> row.getLong(1))
                            .orElseThrow()
                    + 1;
            Optional<Entry> meanwhile = table.bySubject(tx, hash);
            if (meanwhile.isPresent()) {
                return meanwhile.get().owner() == null ? adopt(tx, meanwhile.get(), subject, undo) : meanwhile.get();
            }
            insert(tx, next, subject, hash, channel, undo);
            return table.byNumber(tx, next).orElseThrow();
        });
    }

    private void insert(Tx tx, long number, Subject subject, SubjectHash hash, String channel, boolean undo) {
        Instant now = clock.instant();
        SubjectSeal.Sealed sealed = seal.seal(subject, hash);
        tx.update(
                "insert into ledger (number, kind, subject_hash, owner_hash, sealed_subject, key_version, erasure_id,"
                        + " undo, channel, requested_at, ended_at, tell_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                LedgerEntry.Kind.FACIAL_ID,
                hash.bytes(),
                hasher.of(subject.application()).bytes(),
                sealed.bytes(),
                sealed.keyVersion(),
                erasureId(hash),
                undo,
                channel,
                now,
                // Never active: there is nothing to end, and enrollment-service itself is asking.
                undo ? now : null,
                undo ? null : now.plus(TOLD_BY_ASKER));
        tx.update("update ledger_head set last = ?", number);
    }

    /** A handed-over entry has a hash alone; whoever asks again says whose it is, and enrollment-service is told again. */
    private Entry adopt(Tx tx, Entry entry, Subject subject, boolean undo) {
        tx.update(
                "update ledger set owner_hash = ?, undo = ?, tell_at = ? where number = ?",
                hasher.of(subject.application()).bytes(),
                undo,
                undo || entry.completed() ? null : clock.instant(),
                entry.number());
        keep(tx, entry, subject);
        return table.byNumber(tx, entry.number()).orElseThrow();
    }

    /** Seals the subject into an entry that lacks it and is not complete, so that its completion can be told. */
    public void keep(Tx tx, Entry entry, Subject subject) {
        if (entry.completed() || entry.subject() != null) {
            return;
        }
        SubjectSeal.Sealed sealed = seal.seal(subject, entry.hash());
        tx.update(
                "update ledger set sealed_subject = ?, key_version = ? where number = ? and completed_at is null",
                sealed.bytes(),
                sealed.keyVersion(),
                entry.number());
    }

    /** Not guessable without the key of subject hashes, and the same again after the ledger was restored. */
    public static UUID erasureId(SubjectHash hash) {
        ByteBuffer name = ByteBuffer.allocate(8 + 32).put("erasure/".getBytes(StandardCharsets.US_ASCII));
        return UUID.nameUUIDFromBytes(name.put(hash.bytes()).array());
    }
}
