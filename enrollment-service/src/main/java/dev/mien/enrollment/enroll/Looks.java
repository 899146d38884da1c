package dev.mien.enrollment.enroll;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.Estimates;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.platform.problem.Refusal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the frames showed, as far as enrolling goes on with it.
 *
 * @param matches those whom the policy's threshold takes for the same face; empty where duplicates are welcome
 * @param estimates null unless the policy asks for them: what is not asked for is not kept
 */
record Looks(String sealedProbe, double threshold, List<Candidate> matches, Liveness liveness, Estimates estimates) {

    /** @throws Refusal what index-service refused the frames for, PAD_ATTACK or MINORS_NOT_ALLOWED */
    static Looks of(ProbeAnswer probe, Policy policy) {
        if (probe.refusal() != null) {
            throw Refusal.of(probe.refusal(), probe.status(), probe.detail());
        }
        // Before anything that the search found: else a photo would do to ask who is enrolled here.
        Liveness passed = probe.liveness() == null ? Liveness.NONE : probe.liveness();
        if (!satisfies(policy.liveness(), passed)) {
            throw Refusal.of(Code.PAD_ATTACK);
        }
        requireAge(probe.estimates(), policy);
        // Not "score >= threshold": with a threshold that is no number, everybody found is the same face, not nobody.
        List<Candidate> matches = policy.duplicatesRefused() ? matches(probe) : List.of();
        return new Looks(
                probe.sealedProbe(), probe.threshold(), matches, passed, policy.estimates() ? probe.estimates() : null);
    }

    /** By the search's profile, and by the one that people are moving to: either is enough. */
    private static List<Candidate> matches(ProbeAnswer probe) {
        return Stream.concat(
                        probe.candidates().stream().filter(candidate -> !(candidate.score() < probe.threshold())),
                        probe.others().stream())
                .toList();
    }

    private static void requireAge(Estimates estimates, Policy policy) {
        if (policy.minimumAge() == null) {
            return;
        }
        // Without an estimate nobody is old enough: a guard that cannot look does not wave people through.
        if (estimates == null || !(estimates.age() >= policy.minimumAge())) {
            throw Refusal.of(Code.MINORS_NOT_ALLOWED);
        }
    }

    /** A guard that was not passed, whatever the reason, is one that was failed. */
    private static boolean satisfies(Liveness asked, Liveness passed) {
        return switch (asked) {
            case NONE -> true;
            case PASSIVE -> passed == Liveness.PASSIVE || passed == Liveness.BOTH;
            case ACTIVE -> passed == Liveness.ACTIVE || passed == Liveness.BOTH;
            case BOTH -> passed == Liveness.BOTH;
        };
    }
}
