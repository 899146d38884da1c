package dev.mien.index.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.index.detect.Detection;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FrameOutcome.Crowded;
import dev.mien.index.face.FrameOutcome.Faceless;
import dev.mien.index.face.FrameOutcome.Poor;
import dev.mien.index.face.FrameOutcome.Seen;
import dev.mien.index.quality.QualityFigures;
import dev.mien.index.quality.Verdict.Flaw;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What becomes of a request whose frames differ. */
class FrameJudgeTest {
    private static final double THRESHOLD = 0.9;

    private final FrameJudge judge = new FrameJudge(THRESHOLD);

    @Test
    void aFrameWithoutAFaceIsLeftOutAsLongAsAnotherHasOne() {
        Analysis analysis = judge.judge(List.of(new Faceless(), seen(1, 0), new Poor(Flaw.TOO_SMALL)));

        assertThat(analysis).isInstanceOfSatisfying(Analysed.class, analysed -> {
            assertThat(analysed.frames()).extracting(FrameReport::index).containsExactly(1);
            assertThat(analysed.template().at(0)).isEqualTo(1);
        });
    }

    @Test
    void theTemplateIsTheDirectionBetweenTheGoodFrames() {
        Analysis analysis = judge.judge(List.of(seen(1, 0.2f), seen(1, -0.2f)));

        assertThat(analysis).isInstanceOfSatisfying(Analysed.class, analysed -> {
            assertThat(analysed.template().at(0)).isEqualTo(1);
            assertThat(analysed.template().at(1)).isZero();
        });
    }

    @Test
    void framesOfTwoPeopleAreRefused() {
        // Breaks when each frame is compared with the mean of all, which resembles both.
        assertThat(code(seen(1, 0), seen(0, 1))).isEqualTo(Code.FACE_MISMATCH);
    }

    @Test
    void oneStrangerAmongThreeIsNoticed() {
        assertThat(code(seen(1, 0), seen(1, 0.1f), seen(0.2f, 1))).isEqualTo(Code.FACE_MISMATCH);
    }

    @Test
    void aCrowdInAnyFrameRefusesTheRequest() {
        // Breaks when the crowd is left out like an empty frame: who of them is in the others?
        assertThat(code(seen(1, 0), new Crowded())).isEqualTo(Code.MANY_FACES);
    }

    @Test
    void withNobodyInAnyFrameThereIsNoFace() {
        assertThat(code(new Faceless(), new Faceless())).isEqualTo(Code.NO_FACES_DETECTED);
    }

    @Test
    void theFirstFlawIsTheAdvice() {
        Analysis analysis = judge.judge(List.of(new Poor(Flaw.TOO_SMALL), new Poor(Flaw.CUT_OFF), new Faceless()));

        assertThat(analysis).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(Code.POOR_QUALITY);
            assertThat(refused.detail()).isEqualTo(Flaw.TOO_SMALL.advice());
        });
    }

    private Code code(FrameOutcome... outcomes) {
        Analysis analysis = judge.judge(List.of(outcomes));
        assertThat(analysis).isInstanceOf(Refused.class);
        return ((Refused) analysis).code();
    }

    private static Seen seen(float x, float y) {
        return new Seen(
                Embedding.ofDirection(new float[] {x, y}),
                new Detection(0, 0, 100, 100, List.of(), 0.9),
                new QualityFigures(100, 1),
                OptionalDouble.empty());
    }
}
