package dev.mien.index.probe;

import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.Purpose;
import dev.mien.index.gallery.Scope;
import dev.mien.index.replica.Searched;
import dev.mien.index.resolve.Certainty;
import dev.mien.index.resolve.Thresholds;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.ProbeContents;
import dev.mien.index.vault.ProbeSeal;
import java.time.Clock;
import java.util.OptionalDouble;

/** Which probes leave with a seal, and what it lets them do: a probe that nothing may come of is not sealed. */
final class Sealing {
    private final ProbeSeal seal;
    private final Clock clock;

    Sealing(ProbeSeal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /** @return null for a probe that may neither be stored nor join a template */
    String seal(
            RequestContext context,
            Purpose purpose,
            Scope scope,
            String profile,
            FaceVector vector,
            Searched searched,
            Thresholds thresholds) {
        OptionalDouble required = required(context.policy(), purpose, scope, searched, thresholds);
        return required.isEmpty()
                ? null
                : seal.seal(
                        context.application(),
                        new ProbeContents(
                                purpose,
                                context.jti(),
                                clock.instant().plus(Probing.PROBE_LIFE),
                                searched.through(),
                                required.getAsDouble(),
                                profile,
                                vector));
    }

    /** A probe with the same face by two model profiles. @param through what both searches have seen */
    String seal(
            RequestContext context,
            Purpose purpose,
            HeadPosition through,
            String profile,
            FaceVector vector,
            ProbeContents.Second second) {
        return seal.seal(
                context.application(),
                new ProbeContents(
                        purpose,
                        context.jti(),
                        clock.instant().plus(Probing.PROBE_LIFE),
                        through,
                        1,
                        profile,
                        vector,
                        second));
    }

    /** The score from which it may join a template; empty: it is not to be sealed. */
    private static OptionalDouble required(
            Policy policy, Purpose purpose, Scope scope, Searched searched, Thresholds thresholds) {
        return switch (purpose) {
            // It is stored, and joins nothing.
            case ENROLL -> OptionalDouble.of(1);
            case ADD -> OptionalDouble.of(Certainty.sameFace(thresholds));
            case RECOGNIZE -> {
                double certain = switch (scope) {
                    case Scope.Only _ -> Certainty.ofComparison(thresholds);
                    case Scope.Everyone _, Scope.Among _ -> Certainty.ofSearch(thresholds, policy, searched.searched());
                };
                boolean learns = policy.learning()
                        && !searched.hits().isEmpty()
                        && searched.hits().getFirst().score() >= certain;
                yield learns ? OptionalDouble.of(certain) : OptionalDouble.empty();
            }
        };
    }
}
