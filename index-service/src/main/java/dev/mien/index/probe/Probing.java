package dev.mien.index.probe;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.index.face.Requirements;
import dev.mien.index.gallery.Query;
import dev.mien.index.gallery.Scope;
import dev.mien.index.replica.Replica;
import dev.mien.index.replica.Search;
import dev.mien.index.replica.Searched;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.resolve.Limits;
import dev.mien.index.resolve.Thresholds;
import dev.mien.index.vault.ProbeSeal;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Makes probes. Thread safe. */
public final class Probing {
    /** A sealed probe can be stored for this long. */
    public static final Duration PROBE_LIFE = Duration.ofSeconds(60);

    private final FaceAnalysis analysis;
    private final Looking looking;
    private final Replica replica;
    private final Sealing sealing;
    private final Moving moving;
    private final Fullness fullness;
    private final Timer searchTime;

    public Probing(FaceAnalysis analysis, Replica replica, ProbeSeal seal, Clock clock, MeterRegistry meters) {
        this.analysis = analysis;
        this.looking = new Looking(analysis);
        this.replica = replica;
        this.sealing = new Sealing(seal, clock);
        this.moving = new Moving(analysis, replica, sealing);
        this.fullness = new Fullness(replica, meters);
        this.searchTime = Timer.builder("mien.index.search")
                .description("Comparing one probe with an index")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    /**
     * @param scope whom to compare with
     * @param frames stay the caller's to close
     * @throws Refusal when it cannot be done now, or not under this policy
     */
    public ProbeAnswer probe(RequestContext context, Purpose purpose, Scope scope, List<Frame> frames) {
        if (purpose == Purpose.ENROLL && !(scope instanceof Scope.Everyone)) {
            // It would be sealed as one that has seen everybody, and a store would let the person in twice.
            throw Refusal.of(Code.INVALID_REQUEST, "A probe for enrolment is compared with everybody.");
        }
        if (purpose == Purpose.ADD && !(scope instanceof Scope.Only)) {
            throw Refusal.of(Code.INVALID_REQUEST, "A probe to be added is compared with the one person named.");
        }
        Policy policy = context.policy();
        Thresholds thresholds = looking.require(policy, purpose, frames.size());
        Requirements wanted = looking.wanted(context, purpose);
        // The head is read while the pictures are looked at: what is stored from now on, a store compares with.
        CompletableFuture<Void> caughtUp =
                CompletableFuture.runAsync(() -> replica.catchUp(context.application()), Thread::startVirtualThread);
        ProbeAnswer answer = switch (analysis.look(policy.profile(), frames, wanted)) {
            case FaceAnalysis.Sighting.Unusable(Code code, int status, String detail) ->
                ProbeAnswer.refused(code, status, detail);
            case FaceAnalysis.Sighting.Busy(Duration pause) ->
                throw Refusal.later("index-service is busy looking at other faces.", pause);
            case FaceAnalysis.Sighting.Seen seen
            when policy.movingTo() != null && purpose != Purpose.ADD -> {
                try (var vector = seen.vector()) {
                    await(caughtUp);
                    yield moving.answer(context, purpose, scope, frames, seen, thresholds, wanted);
                }
            }
            case FaceAnalysis.Sighting.Seen seen -> {
                try (var vector = seen.vector()) {
                    await(caughtUp);
                    yield answer(context, purpose, scope, seen, thresholds);
                }
            }
        };
        if (answer.refusal() == null && scope instanceof Scope.Everyone) {
            fullness.note(context.application(), answer.searched(), answer.largestSearch());
        }
        return answer;
    }

    private ProbeAnswer answer(
            RequestContext context,
            Purpose purpose,
            Scope scope,
            FaceAnalysis.Sighting.Seen seen,
            Thresholds thresholds) {
        Policy policy = context.policy();
        Searched searched;
        try (Query query = Query.of(seen.vector())) {
            Search search = new Search(
                    policy.profile(),
                    query,
                    faces -> limits(thresholds, policy, scope, faces).floor(),
                    Candidates.MOST,
                    scope);
            searched = searchTime.record(() -> replica.search(context.application(), search));
        }
        Limits limits = limits(thresholds, policy, scope, searched.searched());
        return new ProbeAnswer(
                null,
                0,
                null,
                Looking.liveness(policy, purpose),
                seen.estimates(),
                Candidates.of(searched.hits()),
                limits.floor(),
                limits.threshold(),
                limits.verification(),
                searched.searched(),
                thresholds.largestSearch(policy.targetFpir()),
                policy.profile(),
                searched.through(),
                sealing.seal(context, purpose, scope, policy.profile(), seen.vector(), searched, thresholds));
    }

    private static Limits limits(Thresholds thresholds, Policy policy, Scope scope, long faces) {
        return switch (scope) {
            case Scope.Only _ -> Limits.ofComparison(thresholds, policy);
            case Scope.Everyone _, Scope.Among _ -> Limits.ofSearch(thresholds, policy, faces);
        };
    }

    private static void await(CompletableFuture<Void> caughtUp) {
        try {
            caughtUp.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
