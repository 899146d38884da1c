package dev.mien.index.probe;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.index.embed.Asked;
import dev.mien.index.face.Requirements;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.gallery.Scope;
import dev.mien.index.replica.Replica;
import dev.mien.index.replica.Search;
import dev.mien.index.replica.Searched;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.resolve.Limits;
import dev.mien.index.resolve.Thresholds;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.ProbeContents;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import java.util.List;

/**
 * Probes while people move from one model profile to another: the frames are looked at by both, and both galleries are
 * searched, each by its own vector. No score of one is ever held against a score or a threshold of the other.
 *
 * <p>To recognize, the answer is all of one profile: {@link Sides} says which. Each search has half of the policy's
 * false-positive rate, so that both together have all of it.
 *
 * <p>To enroll, everybody counts in both galleries, and matches of both are told (P12).
 */
final class Moving {
    private static final int EVERY_SCORE = -1;

    private final FaceAnalysis analysis;
    private final Replica replica;
    private final Sealing sealing;

    Moving(FaceAnalysis analysis, Replica replica, Sealing sealing) {
        this.analysis = analysis;
        this.replica = replica;
        this.sealing = sealing;
    }

    /** One profile's part of the matter. @param fpir the rate of its searches */
    private record Side(String profile, Thresholds thresholds, FaceVector vector, Policy policy, double fpir) {
        Limits limits(Scope scope, long faces) {
            return switch (scope) {
                case Scope.Only _ -> Limits.ofComparison(thresholds, policy);
                case Scope.Everyone _, Scope.Among _ -> Limits.ofSearch(thresholds, fpir, faces);
            };
        }
    }

    ProbeAnswer answer(
            RequestContext context,
            Purpose purpose,
            Scope scope,
            List<Frame> frames,
            FaceAnalysis.Sighting.Seen seen,
            Thresholds thresholds,
            Requirements wanted) {
        Policy policy = context.policy();
        Thresholds newThresholds = analysis.thresholds(policy.movingTo())
                .orElseThrow(() -> Refusal.of(
                        Code.PROCESSING_ERR,
                        503,
                        "The model profile that people move to is not installed in index-service."));
        // The same demands: what a challenge makes of a frame, a template must not be made of by the other one either.
        Requirements again = new Requirements(Asked.NOTHING, wanted.liveness(), wanted.challenge());
        double fpir = purpose == Purpose.ENROLL ? policy.targetFpir() : policy.targetFpir() / 2;
        return switch (analysis.look(policy.movingTo(), frames, again)) {
            case FaceAnalysis.Sighting.Unusable(var code, var status, var detail) ->
                ProbeAnswer.refused(code, status, detail);
            case FaceAnalysis.Sighting.Busy(var pause) ->
                throw Refusal.later("index-service is busy looking at other faces.", pause);
            case FaceAnalysis.Sighting.Seen other
            when other.frame() == seen.frame() && !other.box().isOf(seen.box()) -> {
                // One person's template must not be made of two people's faces: each of them would be let in.
                other.vector().close();
                yield ProbeAnswer.refused(
                        Code.MANY_FACES,
                        Code.MANY_FACES.status(),
                        "The model profiles that people move between see two different faces on one frame.");
            }
            case FaceAnalysis.Sighting.Seen other -> {
                try (FaceVector vector = other.vector()) {
                    Side old = new Side(policy.profile(), thresholds, seen.vector(), policy, fpir);
                    Side later = new Side(policy.movingTo(), newThresholds, vector, policy, fpir);
                    yield purpose == Purpose.ENROLL
                            ? toEnroll(context, seen, old, later)
                            : toRecognize(context, scope, seen, old, later);
                }
            }
        };
    }

    private ProbeAnswer toEnroll(RequestContext context, FaceAnalysis.Sighting.Seen seen, Side old, Side later) {
        // Whatever comes after the first of the searches, the store compares with.
        Searched byOld = search(context.application(), old, Scope.EVERYONE);
        Searched byLater = search(context.application(), later, Scope.EVERYONE);
        double threshold = later.limits(Scope.EVERYONE, byLater.searched()).threshold();
        List<Candidate> others = Candidates.of(
                byLater.hits().stream().filter(hit -> hit.score() >= threshold).toList());
        ProbeContents.Second second = new ProbeContents.Second(later.profile(), threshold, later.vector());
        String sealed = sealing.seal(context, Purpose.ENROLL, byOld.through(), old.profile(), old.vector(), second);
        return answer(context, seen, old, Scope.EVERYONE, byOld, byOld.hits(), sealed, others);
    }

    private ProbeAnswer toRecognize(
            RequestContext context, Scope scope, FaceAnalysis.Sighting.Seen seen, Side old, Side later) {
        ApplicationId application = context.application();
        Searched byLater = search(application, later, scope);
        Searched byOld = search(application, old, scope);
        double required = limit(byOld, old, scope);
        Sides sides = Sides.of(
                byLater.hits(),
                limit(byLater, later, scope),
                byOld.hits(),
                required,
                facialId -> has(application, later, facialId));
        return switch (sides) {
            case Sides.Nobody _ -> answer(context, seen, later, scope, byLater, List.of(), null, List.of());
            case Sides.Later(List<Hit> hits) -> {
                String sealed = sealing.seal(
                        context,
                        Purpose.RECOGNIZE,
                        scope,
                        later.profile(),
                        later.vector(),
                        byLater,
                        later.thresholds());
                yield answer(context, seen, later, scope, byLater, hits, sealed, List.of());
            }
            case Sides.Old(List<Hit> hits, boolean moves) -> {
                String sealed = moves
                        ? sealing.seal(
                                context,
                                Purpose.RECOGNIZE,
                                byLater.through(),
                                later.profile(),
                                later.vector(),
                                new ProbeContents.Second(old.profile(), required, old.vector()))
                        : null;
                yield answer(context, seen, old, scope, byOld, hits, sealed, List.of());
            }
        };
    }

    private static double limit(Searched searched, Side side, Scope scope) {
        Limits limits = side.limits(scope, searched.searched());
        return switch (scope) {
            case Scope.Only _ -> limits.verification();
            case Scope.Everyone _, Scope.Among _ -> limits.threshold();
        };
    }

    private boolean has(ApplicationId application, Side side, FacialId facialId) {
        try (Query query = Query.of(side.vector())) {
            Search search = new Search(side.profile(), query, _ -> EVERY_SCORE, 1, new Scope.Only(facialId));
            return replica.search(application, search).searched() == 1;
        }
    }

    private Searched search(ApplicationId application, Side side, Scope scope) {
        try (Query query = Query.of(side.vector())) {
            return replica.search(
                    application,
                    new Search(
                            side.profile(),
                            query,
                            faces -> side.limits(scope, faces).floor(),
                            Candidates.MOST,
                            scope));
        }
    }

    private static ProbeAnswer answer(
            RequestContext context,
            FaceAnalysis.Sighting.Seen seen,
            Side side,
            Scope scope,
            Searched searched,
            List<Hit> hits,
            String sealed,
            List<Candidate> others) {
        Limits limits = side.limits(scope, searched.searched());
        return new ProbeAnswer(
                null,
                0,
                null,
                context.policy().liveness(),
                seen.estimates(),
                Candidates.of(hits),
                limits.floor(),
                limits.threshold(),
                limits.verification(),
                searched.searched(),
                side.thresholds().largestSearch(side.fpir()),
                side.profile(),
                searched.through(),
                sealed,
                others);
    }
}
