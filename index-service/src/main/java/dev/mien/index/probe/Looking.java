package dev.mien.index.probe;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.Purpose;
import dev.mien.index.embed.Asked;
import dev.mien.index.face.Requirements;
import dev.mien.index.resolve.Thresholds;
import dev.mien.platform.problem.Refusal;
import java.util.List;

/** What every engine holds frames and policy against before a pixel is touched. Thread safe. */
public final class Looking {
    private final FaceAnalysis analysis;

    public Looking(FaceAnalysis analysis) {
        this.analysis = analysis;
    }

    /**
     * @return what scores of the policy's profile are worth
     * @throws Refusal when so many frames, that profile or that liveness cannot be had
     */
    public Thresholds require(Policy policy, Purpose purpose, int frames) {
        int minimum = purpose == Purpose.ADD ? 1 : policy.minimumFrames();
        if (frames < minimum || frames > policy.maximumFrames()) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    "The policy asks for " + minimum + " to " + policy.maximumFrames() + " frames.");
        }
        Thresholds thresholds = analysis.thresholds(policy.profile())
                .orElseThrow(() -> Refusal.of(
                        Code.PROCESSING_ERR, 503, "The policy's model profile is not installed in index-service."));
        Liveness liveness = liveness(policy, purpose);
        if (!analysis.checks(policy.profile(), liveness)) {
            // Fails closed: passing a face that nobody checked as checked would be worse than not answering.
            throw Refusal.of(
                    Code.PROCESSING_ERR,
                    503,
                    "The model profile has no networks for the liveness check that the policy asks for: " + liveness
                            + ".");
        }
        return thresholds;
    }

    /** What the frames have to show. @throws Refusal SESSION_EXPIRED, see {@link Challenge#of} */
    public Requirements wanted(RequestContext context, Purpose purpose) {
        Policy policy = context.policy();
        boolean added = purpose == Purpose.ADD;
        return new Requirements(
                asked(policy, purpose), liveness(policy, purpose), added ? List.of() : Challenge.of(context));
    }

    /** Of those who enroll alone: nobody else's age is held against anything, or told. */
    private static Asked asked(Policy policy, Purpose purpose) {
        if (purpose != Purpose.ENROLL) {
            return Asked.NOTHING;
        }
        if (policy.estimates()) {
            return Asked.AGE_AND_GENDER;
        }
        return policy.minimumAge() == null ? Asked.NOTHING : Asked.AGE;
    }

    /** A backend's frames can have no session's challenge; what judges a frame by itself judges them too. */
    public static Liveness liveness(Policy policy, Purpose purpose) {
        if (purpose != Purpose.ADD) {
            return policy.liveness();
        }
        return policy.liveness().passive() ? Liveness.PASSIVE : Liveness.NONE;
    }
}
