package dev.mien.index.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.LivenessStep;
import dev.mien.index.detect.Detection;
import dev.mien.index.embed.Asked;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FrameOutcome.Faceless;
import dev.mien.index.face.FrameOutcome.Poor;
import dev.mien.index.face.FrameOutcome.Seen;
import dev.mien.index.liveness.LivenessResult;
import dev.mien.index.liveness.Signs;
import dev.mien.index.quality.QualityFigures;
import dev.mien.index.quality.Verdict;
import dev.mien.index.quality.Verdict.Flaw;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the guards make of frames whose signs are planned. */
class LivenessJudgeTest {
    private static final double FACING = 0.9;
    private static final double TURNED = 0.8;
    private static final QualityFigures FIGURES = new QualityFigures(100, 1, 0.4, 150, 0, 0, 1, 1, 1);
    private static final Requirements LOOKS = new Requirements(Asked.NOTHING, Liveness.PASSIVE, List.of());
    private static final Requirements LEFT =
            new Requirements(Asked.NOTHING, Liveness.ACTIVE, List.of(LivenessStep.TURN_LEFT));
    private static final Requirements LEFT_AND_LOOKS =
            new Requirements(Asked.NOTHING, Liveness.BOTH, List.of(LivenessStep.TURN_LEFT));

    private final FrameJudge judge = new FrameJudge(FACING, TURNED);

    @Test
    void theMeanOfTheFramesHasToLookAlive() {
        assertThat(judge(LOOKS, looking(0.9), looking(0.3)))
                .isInstanceOfSatisfying(
                        Analysed.class,
                        analysed -> assertThat(analysed.liveness()).isEqualTo(new LivenessResult.Passed()));
        // Breaks when the best frame decides, or the first.
        assertThat(code(LOOKS, looking(0.9), looking(0.05))).isEqualTo(Code.PAD_ATTACK);
    }

    @Test
    void whatNobodyLookedAtIsNotAlive() {
        // Breaks when a missing figure is passed over: a guard that did not look has seen nobody.
        assertThat(code(LOOKS, seen(1, 0, Optional.empty(), OptionalDouble.empty())))
                .isEqualTo(Code.PAD_ATTACK);
        assertThat(code(LOOKS, looking(Double.NaN))).isEqualTo(Code.PAD_ATTACK);
    }

    @Test
    void aTurnedFrameMayBePoorAndJoinsNothing() {
        Analysis analysis = judge(LEFT, turned(1, 0, 0), poor(1, 0.5f, 25), turned(1, 0.1f, 1));

        assertThat(analysis)
                .isInstanceOfSatisfying(
                        Analysed.class,
                        analysed -> assertThat(analysed.frames())
                                .extracting(FrameReport::index)
                                .containsExactly(0, 2));
    }

    @Test
    void aTurnedHeadIsComparedLessStrictlyThanOneThatFaces() {
        // 0.87 to the first: enough for a turned head, too little for one that faces the camera.
        float aside = 0.567f;

        assertThat(judge(LEFT, turned(1, 0, 0), turned(1, aside, 25))).isInstanceOf(Analysed.class);
        assertThat(code(LEFT, turned(1, 0, 0), turned(1, 0, 25), turned(1, aside, 0)))
                .isEqualTo(Code.PAD_ATTACK);
        // Breaks when turned frames are not compared.
        assertThat(code(LEFT, turned(1, 0, 0), turned(0, 1, 25))).isEqualTo(Code.PAD_ATTACK);
    }

    @Test
    void theFirstFrameIsGoodOrNamed() {
        assertThat(judge(LEFT, poor(1, 0, 0), turned(1, 0, 25), turned(1, 0, 0)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(Code.POOR_QUALITY);
                    assertThat(refused.detail()).contains("Frame 1", Flaw.DARK.advice());
                });
    }

    @Test
    void aGapIsNamed() {
        assertThat(code(LEFT, turned(1, 0, 0), new Faceless(), turned(1, 0, 25)))
                .isEqualTo(Code.NO_FACES_DETECTED);
    }

    @Test
    void bothIsBoth() {
        FrameOutcome first = seen(1, 0, Optional.of(new Turned(0)), OptionalDouble.of(0.9));
        FrameOutcome flat = seen(1, 0, Optional.of(new Turned(0)), OptionalDouble.of(0.9));
        FrameOutcome left = seen(1, 0, Optional.of(new Turned(25)), OptionalDouble.of(0.9));
        FrameOutcome dead = seen(1, 0, Optional.of(new Turned(0)), OptionalDouble.of(0.1));

        assertThat(judge(LEFT_AND_LOOKS, first, left)).isInstanceOf(Analysed.class);
        // Breaks when one of the two guards is enough.
        assertThat(code(LEFT_AND_LOOKS, first, flat)).isEqualTo(Code.PAD_ATTACK);
        assertThat(code(LEFT_AND_LOOKS, dead, left)).isEqualTo(Code.PAD_ATTACK);
    }

    @Test
    void whatFailedIsNotTold() {
        // Breaks when the words grade an attack.
        String still = detail(judge(LEFT, turned(1, 0, 0), turned(1, 0, 0)));
        String another = detail(judge(LEFT, turned(1, 0, 0), turned(0, 1, 25)));
        String screen = detail(judge(LOOKS, looking(0.1)));

        assertThat(List.of(another, screen)).containsOnly(still);
    }

    private Analysis judge(Requirements requirements, FrameOutcome... outcomes) {
        return judge.judge(List.of(outcomes), requirements);
    }

    private Code code(Requirements requirements, FrameOutcome... outcomes) {
        Analysis analysis = judge(requirements, outcomes);
        assertThat(analysis).isInstanceOf(Refused.class);
        return ((Refused) analysis).code();
    }

    private static String detail(Analysis analysis) {
        return ((Refused) analysis).detail();
    }

    private static FrameOutcome looking(double live) {
        return seen(1, 0, Optional.empty(), OptionalDouble.of(live));
    }

    private static FrameOutcome turned(float x, float y, double degrees) {
        return seen(x, y, Optional.of(new Turned(degrees)), OptionalDouble.empty());
    }

    private static FrameOutcome poor(float x, float y, double degrees) {
        return new Poor(
                new Verdict.Poor(Flaw.DARK, FIGURES, 1, 2),
                Optional.of(new Sight(
                        Embedding.ofDirection(new float[] {x, y}),
                        Optional.of(new Turned(degrees)),
                        OptionalDouble.empty())));
    }

    private static Seen seen(float x, float y, Optional<Signs> signs, OptionalDouble live) {
        return new Seen(
                new Sight(Embedding.ofDirection(new float[] {x, y}), signs, live),
                new Detection(0, 0, 100, 100, List.of(), 0.9),
                FIGURES,
                Optional.empty());
    }

    /** A head turned to its own left, its eyes open. */
    private record Turned(double yaw) implements Signs {
        @Override
        public double noseShift() {
            return yaw / 80;
        }

        @Override
        public double size() {
            return 0.5;
        }

        @Override
        public double lidGap() {
            return 0.3;
        }

        @Override
        public double eyeLikeness(Signs other) {
            return 1;
        }

        @Override
        public void close() {}
    }
}
