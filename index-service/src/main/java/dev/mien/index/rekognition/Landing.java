package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreAnswer.Outcome;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.index.store.StoredProbes;
import dev.mien.index.vault.FrameContents;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The transactions of a face on its way to AWS. It is written down before it is sent, and counts only when it is
 * written down that it has landed: whatever happens in between, a sweep finds it and takes it out again.
 */
final class Landing {
    private final CloudCollections collections;
    private final CloudFaces faces;
    private final StoredProbes stored;
    private final Turns turns;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final Clock clock;

    Landing(
            CloudCollections collections,
            CloudFaces faces,
            StoredProbes stored,
            Turns turns,
            LedgerGuard guard,
            SubjectHasher hasher,
            Clock clock) {
        this.collections = collections;
        this.faces = faces;
        this.stored = stored;
        this.turns = turns;
        this.guard = guard;
        this.hasher = hasher;
        this.clock = clock;
    }

    /** What is to be stored, and as whom. */
    record Order(
            ApplicationId application,
            FacialId facialId,
            SubjectHash subject,
            StoreRequest request,
            FrameContents probe) {}

    /** Whether a face is sent. */
    sealed interface Intention {
        record Not(StoreAnswer answer) implements Intention {}

        record Sent(UUID externalId) implements Intention {}
    }

    /** Why nothing is stored: looked at before AWS is asked, and again in the transaction that writes. */
    Optional<StoreAnswer> refused(Tx tx, Order order) {
        // The application too: deleting one is a ledger entry of its own.
        if (!guard.mayWriteWithin(tx, hasher.of(order.application())) || !guard.mayWrite(tx, order.subject())) {
            return Optional.of(end(Outcome.ERASED));
        }
        Optional<StoredProbes.Used> used = stored.find(tx, order.probe().jti());
        if (used.isPresent()) {
            boolean same = used.get().equals(new StoredProbes.Used(order.application(), order.facialId()));
            return Optional.of(end(same ? Outcome.STORED : Outcome.PROBE_REFUSED));
        }
        boolean late = !clock.instant().isBefore(order.probe().expiresAt());
        return late || faces.has(tx, order.subject()) ? Optional.of(end(Outcome.PROBE_REFUSED)) : Optional.empty();
    }

    /** Writes down that a face is about to be sent. @throws Refusal 503 when the turn is over */
    Intention intend(Tx tx, Order order, UUID turn) {
        Optional<StoreAnswer> refused = refused(tx, order);
        if (refused.isPresent()) {
            return new Intention.Not(refused.get());
        }
        if (!turns.isNow(tx, order.application(), turn)) {
            throw late();
        }
        return new Intention.Sent(faces.intend(tx, order.application(), order.facialId(), order.subject()));
    }

    /** AWS has stored nothing. */
    void nothing(Tx tx, UUID externalId) {
        faces.dismiss(tx, externalId);
    }

    /** Nobody knows whether it has landed: it is looked for, and taken out. */
    void unheard(Tx tx, UUID externalId) {
        faces.abandon(tx, externalId, null);
    }

    /** A face has landed. @return empty when it does not count, since another one's turn had begun by then */
    Optional<StoreAnswer> settle(Tx tx, Order order, UUID turn, UUID externalId, String faceId) {
        boolean allowed =
                guard.mayWriteWithin(tx, hasher.of(order.application())) && guard.mayWrite(tx, order.subject());
        boolean inTurn = turns.isNow(tx, order.application(), turn);
        if (faces.names(tx, order.application(), faceId)) {
            // Somebody else's, who has the same picture: it is theirs to keep.
            faces.dismiss(tx, externalId);
            return Optional.of(end(Outcome.PROBE_REFUSED));
        }
        if (allowed && inTurn && faces.store(tx, externalId, faceId)) {
            collections.count(tx, order.application(), 1);
            stored.add(tx, order.probe().jti(), order.application(), order.facialId(), order.subject());
            return Optional.of(end(Outcome.STORED));
        }
        if (!faces.abandon(tx, externalId, faceId)) {
            // So late that a sweep had given it up: listing finds it as a face that nobody knows.
            collections.listSoon(tx, order.application());
        }
        return allowed ? Optional.empty() : Optional.of(end(Outcome.ERASED));
    }

    static Refusal late() {
        return Refusal.later("Storing took too long; nothing was stored.", Turns.LENGTH);
    }

    static StoreAnswer end(Outcome outcome) {
        return new StoreAnswer(outcome, List.of());
    }
}
