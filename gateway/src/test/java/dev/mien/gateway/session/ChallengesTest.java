package dev.mien.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.LivenessStep;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChallengesTest {
    private static final int DRAWN = 28_000;

    @Test
    void everyChallengeIsAboutAsLikelyAndHasATurn() {
        Challenges challenges = new Challenges(new Random(1));
        Map<List<String>, Integer> drawn = new HashMap<>();

        for (int i = 0; i < DRAWN; i++) {
            drawn.merge(challenges.fresh(policy(Liveness.ACTIVE)), 1, Integer::sum);
        }

        // Breaks when some challenges are never drawn, or so often that a recording of one is worth waiting for.
        assertThat(drawn).hasSize(28);
        assertThat(drawn.values()).allSatisfy(times -> assertThat(times).isBetween(850, 1150));
        assertThat(drawn.keySet())
                .allSatisfy(steps -> assertThat(steps)
                        .hasSizeBetween(2, 3)
                        .doesNotHaveDuplicates()
                        .allSatisfy(step -> assertThat(LivenessStep.of(step)).isPresent())
                        .containsAnyOf("turn-left", "turn-right"));
    }

    @ParameterizedTest
    @EnumSource(Liveness.class)
    void onlyWhoAsksForTheActiveCheckGetsAChallenge(Liveness liveness) {
        List<String> steps = new Challenges().fresh(policy(liveness));

        assertThat(steps.isEmpty()).isEqualTo(!liveness.active());
    }

    private static Policy policy(Liveness liveness) {
        return new Policy(
                1, List.of(), List.of(), liveness, true, 1e-3, PayloadSource.BACKEND, "1", 1, 8, false, null, 365, "p");
    }
}
