package dev.mien.index.liveness;

import static dev.mien.contracts.context.LivenessStep.BLINK;
import static dev.mien.contracts.context.LivenessStep.CLOSER;
import static dev.mien.contracts.context.LivenessStep.TURN_LEFT;
import static dev.mien.contracts.context.LivenessStep.TURN_RIGHT;
import static dev.mien.index.liveness.PlannedSigns.FACING;
import static dev.mien.index.liveness.PlannedSigns.turned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mien.contracts.context.LivenessStep;
import dev.mien.index.liveness.ActiveCheck.Outcome.NotPerformed;
import dev.mien.index.liveness.ActiveCheck.Outcome.Performed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as a step, and which rows of steps answer a challenge. */
class ActiveCheckTest {

    @Test
    void theStepsInOrderPassAndSayWhichFramesFaceTheCamera() {
        var frames = List.of(FACING, turned(12), turned(25), turned(30), turned(11), FACING, FACING.shut(), FACING);

        var outcome = ActiveCheck.check(frames, List.of(TURN_LEFT, BLINK));

        // Breaks when turned or blinking frames join the template.
        assertThat(outcome).isEqualTo(new Performed(List.of(0, 5, 7)));
    }

    @Test
    void whoWaversWhileTurnedHasTurnedOnce() {
        // Breaks when a turn ends as soon as one frame falls under its limit.
        assertThat(passes(List.of(TURN_RIGHT, BLINK), FACING, turned(-25), turned(-13), turned(-22), FACING.shut()))
                .isTrue();
    }

    @Test
    void whoCameCloserMayStayComeCloserStillOrGoBack() {
        assertThat(passes(List.of(CLOSER, BLINK), FACING, at(1.15), at(1.3), at(1.7), at(1.6).shut(), FACING))
                .isTrue();
        assertThat(passes(
                        List.of(CLOSER, TURN_LEFT, BLINK),
                        FACING,
                        at(1.3),
                        turned(25).nearer(1.3),
                        at(1),
                        FACING.shut()))
                .isTrue();
    }

    @Test
    void anUnaskedBlinkIsForgivenAnUnaskedTurnIsNot() {
        assertThat(passes(List.of(TURN_LEFT, BLINK), FACING, FACING.shut(), FACING, turned(25), FACING.shut()))
                .isTrue();
        // Breaks when steps that nobody asked for are passed over: a recording of all of them would answer everything.
        assertThat(passes(List.of(TURN_LEFT, BLINK), FACING, turned(-25), turned(25), FACING.shut()))
                .isFalse();
        assertThat(passes(List.of(TURN_LEFT, BLINK), FACING, at(1.4), turned(25), FACING.shut()))
                .isFalse();
    }

    @Test
    void theWrongOrderIsNoAnswer() {
        assertThat(passes(List.of(TURN_LEFT, TURN_RIGHT, BLINK), FACING, turned(-25), turned(25), FACING.shut()))
                .isFalse();
        assertThat(passes(List.of(BLINK, TURN_LEFT), FACING, turned(25), FACING.shut()))
                .isFalse();
    }

    @Test
    void aPhotoThatIsTurnedAsAWholeDoesNotTurnItsHead() {
        // Breaks when the guessed depths alone decide: the nose has not moved against eyes and mouth.
        var photo = new PlannedSigns(16, 0.05, 0.5, 0.28, 0.9);

        assertThat(passes(List.of(TURN_LEFT, BLINK), FACING, photo, FACING.shut()))
                .isFalse();
    }

    @Test
    void aNoseThatMovesWithoutTheHeadIsNoTurn() {
        var bent = new PlannedSigns(-3, 0.3, 0.5, 0.28, 0.9);

        assertThat(passes(List.of(TURN_LEFT, BLINK), FACING, bent, FACING.shut()))
                .isFalse();
    }

    @Test
    void whatCannotBeMeasuredIsNoStep() {
        // Breaks when a comparison is written so that NaN passes it.
        var broken = new PlannedSigns(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        for (LivenessStep step : LivenessStep.values()) {
            assertThat(passes(List.of(step), FACING, broken)).isFalse();
            assertThat(passes(List.of(step), broken, FACING)).isFalse();
        }
    }

    @Test
    void nothingIsNoAnswer() {
        assertThat(passes(List.of(BLINK))).isFalse();
        assertThat(passes(List.of(BLINK), FACING, FACING, FACING)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> ActiveCheck.check(List.of(FACING), List.of()));
    }

    @Test
    void framesOfOneChallengeAnswerNoOther() {
        // Every challenge that the gateway draws: three different steps, or a turn and a blink. Breaks when a challenge
        // can be contained in another one: frames of an earlier session would do.
        List<List<LivenessStep>> challenges = challenges();
        List<String> replayed = new ArrayList<>();
        for (List<LivenessStep> performed : challenges) {
            for (List<LivenessStep> asked : challenges) {
                boolean passed = ActiveCheck.check(frames(performed), asked) instanceof Performed;
                assertThat(passed || !performed.equals(asked)).as("%s", asked).isTrue();
                if (passed && !performed.equals(asked)) {
                    replayed.add(performed + " for " + asked);
                }
            }
        }

        assertThat(challenges).hasSize(28);
        assertThat(replayed).isEmpty();
    }

    private static List<List<LivenessStep>> challenges() {
        List<List<LivenessStep>> all = new ArrayList<>();
        for (LivenessStep a : LivenessStep.values()) {
            for (LivenessStep b : LivenessStep.values()) {
                boolean turn = a == TURN_LEFT || a == TURN_RIGHT || b == TURN_LEFT || b == TURN_RIGHT;
                if (a != b && turn && (a == BLINK || b == BLINK)) {
                    all.add(List.of(a, b));
                }
                for (LivenessStep c : LivenessStep.values()) {
                    if (a != b && b != c && a != c) {
                        all.add(List.of(a, b, c));
                    }
                }
            }
        }
        return all;
    }

    private static List<PlannedSigns> frames(List<LivenessStep> steps) {
        List<PlannedSigns> frames = new ArrayList<>(List.of(FACING));
        for (LivenessStep step : steps) {
            frames.add(
                    switch (step) {
                        case TURN_LEFT -> turned(25);
                        case TURN_RIGHT -> turned(-25);
                        case CLOSER -> at(1.35);
                        case BLINK -> FACING.shut();
                    });
            frames.add(FACING);
        }
        return frames;
    }

    private static PlannedSigns at(double times) {
        return FACING.nearer(times);
    }

    private static boolean passes(List<LivenessStep> challenge, PlannedSigns... frames) {
        return switch (ActiveCheck.check(List.of(frames), challenge)) {
            case Performed _ -> true;
            case NotPerformed _ -> false;
        };
    }
}
