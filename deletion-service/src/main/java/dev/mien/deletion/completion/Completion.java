package dev.mien.deletion.completion;

import dev.mien.contracts.Services;
import dev.mien.contracts.event.ErasureCompleted;
import dev.mien.contracts.event.EventType;
import dev.mien.deletion.ledger.Entry;
import dev.mien.deletion.ledger.LedgerTable;
import dev.mien.deletion.ledger.Subject;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.outbox.OutboxEvent;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Completes an erasure: everything that it needs is there, or nothing happens. */
@ApplicationScoped
public class Completion {
    private static final Logger LOG = Logger.getLogger(Completion.class);
    private final LedgerTable table;
    private final Outbox outbox;
    private final Waiters waiters;
    private final Clock clock;

    public Completion(LedgerTable table, Outbox outbox, Waiters waiters, Clock clock) {
        this.table = table;
        this.outbox = outbox;
        this.waiters = waiters;
        this.clock = clock;
    }

    /** {@code ce_id} follows from the number: written twice, it is still one event. */
    public static UUID eventId(long number) {
        return UUID.nameUUIDFromBytes(("erasure.completed/" + number).getBytes(StandardCharsets.UTF_8));
    }

    /** The caller holds the entry's lock and has just written what may have been the last thing missing. */
    void consider(Tx tx, long number) {
        Entry entry = table.byNumber(tx, number).orElseThrow();
        if (entry.completed() || !confirmedByAll(tx, number)) {
            return;
        }
        boolean told = entry.known().isPresent() && !entry.undo();
        Long requested = requestedVersion(tx, number);
        if (told && requested == null) {
            return;
        }
        // As the database keeps it: said again, the event must be the same to the letter.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tx.update(
                "update ledger set completed_at = ?, ended_at = coalesce(ended_at, ?), completed_version = ?,"
                        + " sealed_subject = null, key_version = null, tell_at = null where number = ?",
                now,
                now,
                told ? requested + 1 : null,
                number);
        if (told) {
            write(tx, entry, entry.subject(), requested + 1, now);
        }
        tx.afterCommit(() -> waiters.completed(number));
        LOG.infof(
                "event=erasure-completed number=%d subject=%s undo=%s",
                number, entry.hash().brief(), entry.undo());
    }

    /**
     * Says it once more, since something followed it on its key (P7): the same event, word for word. Also when it still
     * stands in the outbox: it may have been delivered, and not have left it yet.
     *
     * @param above a version that the repeated one must exceed if it was never written before
     */
    void repeat(Tx tx, Entry entry, Subject subject, long above) {
        long version = tx.first(
                        "update ledger set completed_version = coalesce(completed_version, ?) where number = ?"
                                + " returning completed_version",
                        row -> row.getLong(1),
                        above + 1,
                        entry.number())
                .orElseThrow();
        write(tx, entry, subject, version, entry.completedAt());
        LOG.warnf(
                "event=erasure-completed-again number=%d subject=%s",
                entry.number(), entry.hash().brief());
    }

    private void write(Tx tx, Entry entry, Subject subject, long version, Instant at) {
        outbox.append(
                tx,
                OutboxEvent.ofLife(
                        eventId(entry.number()),
                        EventType.ERASURE_COMPLETED,
                        subject.application(),
                        subject.facialId(),
                        entry.hash(),
                        at,
                        new ErasureCompleted(
                                subject.application(),
                                subject.facialId(),
                                version,
                                at,
                                entry.number(),
                                Services.HOLDERS)));
    }

    private static boolean confirmedByAll(Tx tx, long number) {
        return tx.list("select holder from confirmation where number = ?", row -> row.getString(1), number)
                .containsAll(Services.HOLDERS);
    }

    private static Long requestedVersion(Tx tx, long number) {
        return tx.first(
                        "select requested_version from ledger where number = ? and requested_version is not null",
                        row -> row.getLong(1),
                        number)
                .orElse(null);
    }
}
