package dev.mien.deletion.erasure;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.deletion.Erasure;
import dev.mien.contracts.deletion.ErasureRequest;
import dev.mien.contracts.deletion.UndoRequest;
import dev.mien.deletion.completion.Confirmations;
import dev.mien.deletion.completion.Waiters;
import dev.mien.deletion.ledger.Entry;
import dev.mien.deletion.ledger.Ledger;
import dev.mien.deletion.ledger.LedgerTable;
import dev.mien.deletion.ledger.Subject;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Begins erasures and says how far they are. */
@ApplicationScoped
class Erasures {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
    /** Through whom an erasure comes that a restored ledger had lost. */
    private static final String ASKED_AGAIN = "asked-again";

    private final Ledger ledger;
    private final LedgerTable table;
    private final Ending ending;
    private final Waiters waiters;
    private final Confirmations confirmations;
    private final SubjectHasher hasher;
    private final Database database;

    Erasures(
            Ledger ledger,
            LedgerTable table,
            Ending ending,
            Waiters waiters,
            Confirmations confirmations,
            SubjectHasher hasher,
            Database database) {
        this.ledger = ledger;
        this.table = table;
        this.ending = ending;
        this.waiters = waiters;
        this.confirmations = confirmations;
        this.hasher = hasher;
        this.database = database;
    }

    /**
     * Idempotent: the same subject has one number and one erasure, however often it is asked for.
     *
     * @throws Refusal 503 when enrollment-service is not known to have ended the subject's life; it goes on by itself
     */
    Erasure erase(ErasureRequest request) {
        Subject subject = new Subject(request.applicationId(), request.facialId());
        Entry entry = ledger.enter(subject, request.channel());
        if (!entry.ended()
                && !ending.tell(entry.number(), subject)
                && !read(entry.number()).ended()) {
            throw Refusal.later(
                    "enrollment-service has not confirmed the end yet; the erasure goes on by itself.", TRY_AGAIN);
        }
        if (!entry.completed()) {
            waiters.await(
                    entry.number(),
                    Duration.ofMillis(request.waitMillis()),
                    () -> read(entry.number()).completed());
        }
        return database.snapshot(
                tx -> erasure(tx, table.byNumber(tx, entry.number()).orElseThrow(), request.applicationId()));
    }

    long undo(UndoRequest request) {
        Subject subject = new Subject(request.applicationId(), request.facialId());
        return (request.wasActive() ? ledger.enter(subject, ASKED_AGAIN) : ledger.undo(subject)).number();
    }

    /** Empty for an erasure of another application, as for one that never was. */
    Optional<Erasure> find(UUID id, ApplicationId application) {
        return database.snapshot(tx -> table.byErasure(tx, id)
                .filter(entry -> hasher.of(application).equals(entry.owner()))
                .map(entry -> erasure(tx, entry, application)));
    }

    private Entry read(long number) {
        return database.write(tx -> table.byNumber(tx, number).orElseThrow());
    }

    private Erasure erasure(Tx tx, Entry entry, ApplicationId application) {
        return new Erasure(
                entry.erasureId(),
                entry.number(),
                application,
                entry.ended(),
                entry.requestedAt(),
                entry.completedAt(),
                confirmations.of(tx, entry.number()));
    }
}
