package dev.mien.index.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.index.detect.Detection;
import dev.mien.index.embed.Appearance;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.Analysis.Refused;
import dev.mien.index.face.FrameOutcome.Crowded;
import dev.mien.index.face.FrameOutcome.Faceless;
import dev.mien.index.face.FrameOutcome.Poor;
import dev.mien.index.face.FrameOutcome.Seen;
import dev.mien.index.quality.QualityFigures;
import dev.mien.index.quality.Verdict;
import dev.mien.index.quality.Verdict.Flaw;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What becomes of a request whose frames differ. */
class FrameJudgeTest {
    private static final double THRESHOLD = 0.9;
    private static final QualityFigures FIGURES = new QualityFigures(100, 1, 0.4, 150, 0, 0, 1, 1, 1);

    private final FrameJudge judge = new FrameJudge(THRESHOLD, THRESHOLD);

    @Test
    void aFrameWithoutAFaceIsLeftOutAsLongAsAnotherHasOne() {
        Analysis analysis = judge(new Faceless(), seen(1, 0), poor(Flaw.TOO_SMALL));

        assertThat(analysis).isInstanceOfSatisfying(Analysed.class, analysed -> {
            assertThat(analysed.frames()).extracting(FrameReport::index).containsExactly(1);
            assertThat(analysed.template().at(0)).isEqualTo(1);
        });
    }

    @Test
    void theTemplateIsTheDirectionBetweenTheGoodFrames() {
        Analysis analysis = judge(seen(1, 0.2f), seen(1, -0.2f));

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
        Analysis analysis = judge(poor(Flaw.TOO_SMALL), poor(Flaw.CUT_OFF), new Faceless());

        assertThat(analysis).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(Code.POOR_QUALITY);
            assertThat(refused.detail()).startsWith(Flaw.TOO_SMALL.advice());
        });
    }

    @Test
    void whatTheFaceIsTakenForIsTheMeanOfTheGoodFrames() {
        Analysis analysis = judge(
                seen(new Appearance(30, OptionalDouble.of(0.75))),
                poor(Flaw.DARK),
                seen(new Appearance(40, OptionalDouble.of(0.25))),
                seen(new Appearance(50, OptionalDouble.of(0.5))));

        // Breaks when one frame speaks for all, or a word is made of each and the words are counted.
        assertThat(analysis)
                .isInstanceOfSatisfying(
                        Analysed.class,
                        analysed ->
                                assertThat(analysed.appearance()).contains(new Appearance(40, OptionalDouble.of(0.5))));
    }

    @Test
    void whatNobodyAskedForIsEmpty() {
        Analysis silent = judge(seen(1, 0));
        Analysis ageAlone = judge(seen(new Appearance(30, OptionalDouble.empty())));

        // Breaks when a mean of nothing is a number.
        assertThat(silent)
                .isInstanceOfSatisfying(
                        Analysed.class,
                        analysed -> assertThat(analysed.appearance()).isEmpty());
        assertThat(ageAlone)
                .isInstanceOfSatisfying(
                        Analysed.class,
                        analysed ->
                                assertThat(analysed.appearance()).contains(new Appearance(30, OptionalDouble.empty())));
    }

    private Code code(FrameOutcome... outcomes) {
        Analysis analysis = judge(outcomes);
        assertThat(analysis).isInstanceOf(Refused.class);
        return ((Refused) analysis).code();
    }

    private Analysis judge(FrameOutcome... outcomes) {
        return judge.judge(List.of(outcomes), Requirements.TEMPLATE);
    }

    private static Poor poor(Flaw flaw) {
        return new Poor(new Verdict.Poor(flaw, FIGURES, 1, 2), Optional.empty());
    }

    private static Seen seen(float x, float y) {
        return seen(Optional.empty(), x, y);
    }

    private static Seen seen(Appearance appearance) {
        return seen(Optional.of(appearance), 1, 0);
    }

    private static Seen seen(Optional<Appearance> appearance, float x, float y) {
        return new Seen(
                new Sight(Embedding.ofDirection(new float[] {x, y}), Optional.empty(), OptionalDouble.empty()),
                new Detection(0, 0, 100, 100, List.of(), 0.9),
                FIGURES,
                appearance);
    }
}
