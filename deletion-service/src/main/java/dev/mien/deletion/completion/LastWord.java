package dev.mien.deletion.completion;

import dev.mien.contracts.event.ErasureRequested;
import dev.mien.deletion.ledger.Entry;
import dev.mien.deletion.ledger.Ledger;
import dev.mien.deletion.ledger.LedgerTable;
import dev.mien.deletion.ledger.Subject;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sees to it that {@code erasure.completed} is the last word on a Facial ID's key. */
@ApplicationScoped
class LastWord {
    private static final Logger LOG = Logger.getLogger(LastWord.class);
    private final Database database;
    private final LedgerTable table;
    private final Ledger ledger;
    private final SubjectHasher hasher;
    private final Completion completion;
    private final Clock clock;

    LastWord(
            Database database,
            LedgerTable table,
            Ledger ledger,
            SubjectHasher hasher,
            Completion completion,
            Clock clock) {
        this.database = database;
        this.table = table;
        this.ledger = ledger;
        this.hasher = hasher;
        this.completion = completion;
        this.clock = clock;
    }

    /** {@code erasure.requested} has come back: enrollment-service has committed the end, and told the world. */
    void requested(ErasureRequested event) {
        Subject subject = new Subject(event.applicationId(), event.facialId());
        database.execute(tx -> {
            Optional<Entry> found = table.lock(tx, hasher.of(subject.application(), subject.facialId()));
            if (found.isEmpty() || found.get().number() != event.number()) {
                LOG.errorf("event=requested-without-entry number=%d", event.number());
                return;
            }
            Entry entry = found.get();
            if (entry.completed()) {
                completion.repeat(tx, entry, subject, event.version());
            } else {
                seen(tx, entry, subject, event.version());
            }
        });
    }

    /** Something else about that Facial ID has come; after completion it has followed the last word. */
    void followed(Subject subject, long version) {
        database.execute(tx -> table.lock(tx, hasher.of(subject.application(), subject.facialId()))
                .filter(entry -> entry.completed() && !entry.undo())
                .ifPresent(entry -> completion.repeat(tx, entry, subject, version)));
    }

    private void seen(Tx tx, Entry entry, Subject subject, long version) {
        Instant now = clock.instant();
        ledger.keep(tx, entry, subject);
        tx.update(
                "update ledger set requested_seen_at = coalesce(requested_seen_at, ?),"
                        + " requested_version = greatest(requested_version, ?), ended_at = coalesce(ended_at, ?),"
                        + " tell_at = null where number = ?",
                now,
                version,
                now,
                entry.number());
        completion.consider(tx, entry.number());
    }
}
