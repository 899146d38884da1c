package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreAnswer.Outcome;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.store.StoredProbes;
import dev.mien.index.vault.FrameContents;
import dev.mien.index.vault.FrameSeal;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Stores probes, one after the other within an application. A face is written down before it is sent, and counts only
 * when it is written down that it has landed: whatever happens in between, a sweep finds it and takes it out again.
 */
final class CloudStoring {
    /** Matches that a caller may have looked up, at most. */
    private static final int IGNORED_MAX = 256;

    private final Database database;
    private final AwsFaces aws;
    private final CloudCollections collections;
    private final CloudFaces faces;
    private final People people;
    private final Turns turns;
    private final StoredProbes stored;
    private final FrameSeal seal;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final Clock clock;

    CloudStoring(
            Database database,
            AwsFaces aws,
            CloudCollections collections,
            CloudFaces faces,
            People people,
            StoredProbes stored,
            FrameSeal seal,
            LedgerGuard guard,
            SubjectHasher hasher,
            Clock clock) {
        this.database = database;
        this.aws = aws;
        this.collections = collections;
        this.faces = faces;
        this.people = people;
        this.turns = new Turns(database);
        this.stored = stored;
        this.seal = seal;
        this.guard = guard;
        this.hasher = hasher;
        this.clock = clock;
    }

    /** What is to be stored, and as whom. */
    private record Order(
            ApplicationId application,
            FacialId facialId,
            SubjectHash subject,
            StoreRequest request,
            FrameContents probe) {}

    /** @throws Refusal INVALID_REQUEST when threshold or ignored matches are out of bounds; 503 when AWS cannot be had */
    StoreAnswer store(RequestContext context, StoreRequest request) {
        // NaN would match nobody, and so let everybody in twice.
        if (!(request.threshold() > 0 && request.threshold() <= 1)
                || request.ignore().size() > IGNORED_MAX) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    "threshold must be above 0 and at most 1, and at most " + IGNORED_MAX + " matches can be ignored.");
        }
        Optional<FrameContents> opened = seal.open(context.application(), request.sealedProbe());
        if (opened.isEmpty()) {
            return end(Outcome.PROBE_REFUSED);
        }
        try (FrameContents probe = opened.get()) {
            if (!probe.jti().equals(context.jti())) {
                return end(Outcome.PROBE_REFUSED);
            }
            ApplicationId application = context.application();
            SubjectHash subject = hasher.of(application, request.facialId());
            return store(new Order(application, request.facialId(), subject, request, probe));
        }
    }

    private StoreAnswer store(Order order) {
        Optional<StoreAnswer> early = database.write(tx -> {
            Optional<StoreAnswer> refused = refused(tx, order);
            if (refused.isEmpty()) {
                collections.ensure(tx, order.application());
            }
            return refused;
        });
        if (early.isPresent()) {
            return early.get();
        }
        UUID turn = turns.take(order.application());
        try {
            return store(order, turn);
        } finally {
            turns.give(order.application(), turn);
        }
    }

    private StoreAnswer store(Order order, UUID turn) {
        // The same call may have had the turn before: then the search would find this very person.
        Optional<StoreAnswer> early = database.write(tx -> refused(tx, order));
        if (early.isPresent()) {
            return early.get();
        }
        CloudCollection collection = made(order.application());
        if (order.request().duplicatesRefused()) {
            List<Candidate> matches = matches(order, collection);
            if (!matches.isEmpty()) {
                return new StoreAnswer(Outcome.NEWER_MATCHES, matches);
            }
        }
        Intention intention = database.write(tx -> intend(tx, order, turn));
        return switch (intention) {
            case Intention.Not(var answer) -> answer;
            case Intention.Sent(var externalId) -> send(order, turn, collection.name(), externalId);
        };
    }

    private sealed interface Intention {
        record Not(StoreAnswer answer) implements Intention {}

        record Sent(UUID externalId) implements Intention {}
    }

    /** Why nothing is stored: looked at before AWS is asked, and again in the transaction that writes. */
    private Optional<StoreAnswer> refused(Tx tx, Order order) {
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

    private CloudCollection made(ApplicationId application) {
        CloudCollection collection = database.write(tx -> {
            collections.touched(tx, application);
            return collections.find(tx, application).orElseThrow(CloudStoring::gone);
        });
        if (!collection.made()) {
            aws.create(collection.name());
            database.execute(tx -> collections.made(tx, application));
        }
        return collection;
    }

    /** Everybody who matches, but those whom the caller knows to be nobody: what the probe has found before is in there. */
    private List<Candidate> matches(Order order, CloudCollection collection) {
        Set<FacialId> ignored = Set.copyOf(order.request().ignore());
        int most = Candidates.MOST + ignored.size();
        double threshold = order.request().threshold();
        return switch (aws.search(collection.name(), order.probe().picture(), threshold, most)) {
            case AwsFaces.Sought.NoCollection _ -> throw Trouble.collectionMissing(collection.name());
            case AwsFaces.Sought.Unusable(Refusal refusal) -> throw refusal;
            case AwsFaces.Sought.Found(var found, var _) ->
                people.behind(order.application(), found).stream()
                        .filter(candidate -> !ignored.contains(candidate.facialId()))
                        .limit(Candidates.MOST)
                        .toList();
        };
    }

    private Intention intend(Tx tx, Order order, UUID turn) {
        Optional<StoreAnswer> refused = refused(tx, order);
        if (refused.isPresent()) {
            return new Intention.Not(refused.get());
        }
        if (!turns.isNow(tx, order.application(), turn)) {
            throw late();
        }
        return new Intention.Sent(faces.intend(tx, order.application(), order.facialId(), order.subject()));
    }

    private StoreAnswer send(Order order, UUID turn, String collection, UUID externalId) {
        AwsFaces.Indexed landed =
                aws.index(collection, externalId.toString(), order.probe().picture());
        return switch (landed) {
            case AwsFaces.Indexed.Refused(Refusal refusal) -> {
                database.execute(tx -> faces.dismiss(tx, externalId));
                throw refusal;
            }
            case AwsFaces.Indexed.Unknown(Refusal refusal) -> {
                database.execute(tx -> faces.abandon(tx, externalId, null));
                throw refusal;
            }
            case AwsFaces.Indexed.Stored(var faceId) ->
                database.write(tx -> settle(tx, order, turn, externalId, faceId))
                        .orElseThrow(CloudStoring::late);
        };
    }

    /** @return empty when the face does not count, since another one's turn had begun when it landed */
    private Optional<StoreAnswer> settle(Tx tx, Order order, UUID turn, UUID externalId, String faceId) {
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

    private static Refusal late() {
        return Refusal.later("Storing took too long; nothing was stored.", Turns.LENGTH);
    }

    private static Refusal gone() {
        return Refusal.of(Code.PROCESSING_ERR, 503, "The application is being deleted.");
    }

    private static StoreAnswer end(Outcome outcome) {
        return new StoreAnswer(outcome, List.of());
    }
}
