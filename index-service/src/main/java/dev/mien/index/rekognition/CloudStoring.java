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
import dev.mien.index.vault.FrameContents;
import dev.mien.index.vault.FrameSeal;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Stores probes, one after the other within an application: asks AWS, with no transaction open meanwhile, in between
 * the transactions of {@link Landing}.
 */
final class CloudStoring {
    /** Matches that a caller may have looked up, at most. */
    private static final int IGNORED_MAX = 256;

    private final Database database;
    private final AwsFaces aws;
    private final AwsCollections there;
    private final CloudCollections collections;
    private final People people;
    private final Turns turns;
    private final Landing landing;
    private final FrameSeal seal;
    private final SubjectHasher hasher;

    CloudStoring(
            Database database,
            AwsFaces aws,
            AwsCollections there,
            CloudCollections collections,
            People people,
            Turns turns,
            Landing landing,
            FrameSeal seal,
            SubjectHasher hasher) {
        this.database = database;
        this.aws = aws;
        this.there = there;
        this.collections = collections;
        this.people = people;
        this.turns = turns;
        this.landing = landing;
        this.seal = seal;
        this.hasher = hasher;
    }

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
            return Landing.end(Outcome.PROBE_REFUSED);
        }
        try (FrameContents probe = opened.get()) {
            if (!probe.jti().equals(context.jti())) {
                return Landing.end(Outcome.PROBE_REFUSED);
            }
            ApplicationId application = context.application();
            SubjectHash subject = hasher.of(application, request.facialId());
            return store(new Landing.Order(application, request.facialId(), subject, request, probe));
        }
    }

    private StoreAnswer store(Landing.Order order) {
        Optional<StoreAnswer> early = database.write(tx -> {
            Optional<StoreAnswer> refused = landing.refused(tx, order);
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

    private StoreAnswer store(Landing.Order order, UUID turn) {
        // The same call may have had the turn before: then the search would find this very person.
        Optional<StoreAnswer> early = database.write(tx -> landing.refused(tx, order));
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
        Landing.Intention intention = database.write(tx -> landing.intend(tx, order, turn));
        return switch (intention) {
            case Landing.Intention.Not(var answer) -> answer;
            case Landing.Intention.Sent(var externalId) -> send(order, turn, collection.name(), externalId);
        };
    }

    private CloudCollection made(ApplicationId application) {
        CloudCollection collection = database.write(tx -> {
            collections.touched(tx, application);
            return collections.find(tx, application).orElseThrow(CloudStoring::gone);
        });
        if (!collection.made()) {
            there.create(collection.name());
            database.execute(tx -> collections.made(tx, application));
        }
        return collection;
    }

    /** Everybody who matches, but those whom the caller knows to be nobody: what the probe has found before is in there. */
    private List<Candidate> matches(Landing.Order order, CloudCollection collection) {
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

    private StoreAnswer send(Landing.Order order, UUID turn, String collection, UUID externalId) {
        AwsFaces.Indexed landed =
                aws.index(collection, externalId.toString(), order.probe().picture());
        return switch (landed) {
            case AwsFaces.Indexed.Refused(Refusal refusal) -> {
                database.execute(tx -> landing.nothing(tx, externalId));
                throw refusal;
            }
            case AwsFaces.Indexed.Unknown(Refusal refusal) -> {
                database.execute(tx -> landing.unheard(tx, externalId));
                throw refusal;
            }
            case AwsFaces.Indexed.Stored(var faceId) ->
                database.write(tx -> landing.settle(tx, order, turn, externalId, faceId))
                        .orElseThrow(Landing::late);
        };
    }

    private static Refusal gone() {
        return Refusal.of(Code.PROCESSING_ERR, 503, "The application is being deleted.");
    }
}
