package dev.mien.index.face;

import dev.mien.contracts.Code;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FrameOutcome.Seen;
import dev.mien.index.liveness.ActiveCheck;
import dev.mien.index.liveness.PassiveCheck;
import dev.mien.index.liveness.Signs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Holds the frames against the policy's guard. What is said of a failed one is the same whatever failed: an attacker
 * shall not learn how near he was.
 */
final class LivenessJudge {
    private static final Refused ATTACK =
            new Refused(Code.PAD_ATTACK, "The frames do not show one living person who does what was asked, in order.");

    private final double facingThreshold;
    private final double turnedThreshold;

    LivenessJudge(double facingThreshold, double turnedThreshold) {
        this.facingThreshold = facingThreshold;
        this.turnedThreshold = turnedThreshold;
    }

    /**
     * @param good the frames fit for a template, by their index, at least one; those that the active check finds to
     *     face elsewhere, or to have their eyes shut, are taken out
     * @return why the request is refused; empty when the guard was passed
     */
    Optional<Refused> judge(List<FrameOutcome> outcomes, Map<Integer, Seen> good, Requirements requirements) {
        if (requirements.liveness().active()) {
            Optional<Refused> failed = active(outcomes, good, requirements);
            if (failed.isPresent()) {
                return failed;
            }
        }
        return requirements.liveness().passive() && !looksAlive(good) ? Optional.of(ATTACK) : Optional.empty();
    }

    private Optional<Refused> active(List<FrameOutcome> outcomes, Map<Integer, Seen> good, Requirements requirements) {
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).shown().isEmpty()) {
                // Between two frames nobody knows who came and went.
                return Optional.of(new Refused(
                        Code.NO_FACES_DETECTED,
                        "Frame %d shows no face; every frame of the challenge has to.".formatted(i + 1)));
            }
        }
        if (outcomes.getFirst() instanceof FrameOutcome.Poor(var verdict, var _)) {
            return Optional.of(
                    new Refused(verdict.code(), "Frame 1 is what the others are compared with. " + verdict.detail()));
        }
        List<Sight> sights =
                outcomes.stream().map(outcome -> outcome.shown().orElseThrow()).toList();
        List<Signs> signs =
                sights.stream().map(sight -> sight.signs().orElseThrow()).toList();
        return switch (ActiveCheck.check(signs, requirements.challenge())) {
            case ActiveCheck.Outcome.NotPerformed _ -> Optional.of(ATTACK);
            case ActiveCheck.Outcome.Performed(var facing) -> {
                if (!sameThroughout(sights, new HashSet<>(facing))) {
                    yield Optional.of(ATTACK);
                }
                good.keySet().retainAll(new HashSet<>(facing));
                yield Optional.empty();
            }
        };
    }

    /** Every frame shows the person of the first: whoever performs the steps is whose template it will be. */
    private boolean sameThroughout(List<Sight> sights, Set<Integer> facing) {
        Embedding first = sights.getFirst().embedding();
        for (int i = 1; i < sights.size(); i++) {
            double threshold = facing.contains(i) ? facingThreshold : turnedThreshold;
            // Not "similarity < threshold": what is no number is nobody's face.
            if (!(sights.get(i).embedding().similarity(first) >= threshold)) {
                return false;
            }
        }
        return true;
    }

    private static boolean looksAlive(Map<Integer, Seen> good) {
        OptionalDouble mean = good.values().stream()
                .mapToDouble(seen -> seen.sight().live().orElse(0))
                .average();
        return mean.orElse(0) >= PassiveCheck.LIVE_MIN;
    }
}
