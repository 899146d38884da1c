package dev.mien.index.probe;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.LivenessStep;
import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.problem.Refusal;
import java.util.List;

/** The steps that a session was asked for, as far as the policy still asks for any. */
final class Challenge {
    private Challenge() {}

    /**
     * @return empty where the policy's guard has no challenge
     * @throws Refusal SESSION_EXPIRED for a session without the challenge that the policy asks for by now
     */
    static List<LivenessStep> of(RequestContext context) {
        if (!context.policy().liveness().active()) {
            return List.of();
        }
        if (context.challenge().isEmpty()) {
            throw Refusal.of(
                    Code.SESSION_EXPIRED,
                    "The session was opened before the policy asked for a challenge; open another.");
        }
        return context.challenge().stream()
                .map(text -> LivenessStep.of(text)
                        .orElseThrow(() -> Refusal.of(
                                Code.PROCESSING_ERR,
                                503,
                                "index-service knows no step \"" + text + "\" of a challenge.")))
                .toList();
    }
}
