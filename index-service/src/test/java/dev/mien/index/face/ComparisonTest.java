package dev.mien.index.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.contracts.Code;
import dev.mien.index.detect.Detection;
import dev.mien.index.embed.Embedding;
import dev.mien.index.face.FrameOutcome.Crowded;
import dev.mien.index.face.FrameOutcome.Faceless;
import dev.mien.index.face.FrameOutcome.Poor;
import dev.mien.index.face.FrameOutcome.Seen;
import dev.mien.index.face.FrameOutcome.Undecodable;
import dev.mien.index.intake.Refusal;
import dev.mien.index.profile.QualityLimits;
import dev.mien.index.quality.Measure;
import dev.mien.index.quality.QualityFigures;
import dev.mien.index.quality.Verdict;
import dev.mien.index.quality.Verdict.Flaw;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of two pictures. */
class ComparisonTest {
    private static final QualityFigures FIGURES = new QualityFigures(100, 1, 0.4, 150, 0, 0, 1, 1, 1);
    private static final QualityLimits LIMITS = QualityLimits.ofSize(40, 0.5);

    @Test
    void twoGoodFacesAreComparedAndReportedInTheirOrder() {
        Comparison comparison = Comparison.of(List.of(seen(1, 0, 10), seen(0.6f, 0.8f, 20)), LIMITS);

        assertThat(comparison).isInstanceOfSatisfying(Comparison.Compared.class, compared -> {
            assertThat(compared.similarity()).isCloseTo(0.6, within(1e-6));
            // Breaks when the pictures are reported in another order, or the limits are left out.
            assertThat(compared.faces()).extracting(face -> face.box().left()).containsExactly(10.0, 20.0);
            assertThat(compared.faces().getFirst().measures())
                    .extracting(Measure::name)
                    .containsExactly("facePixels", "insideShare");
        });
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of(new Faceless(), Code.NO_FACES_DETECTED, 422, "shows no face."),
                Arguments.of(new Crowded(), Code.MANY_FACES, 422, "second face"),
                Arguments.of(poor(Flaw.BLURRED), Code.POOR_QUALITY, 422, "blurred"),
                Arguments.of(poor(Flaw.MOUTH_COVERED), Code.FACE_OBSCURED, 422, "Mouth"),
                Arguments.of(
                        new Undecodable(new Refusal(Refusal.Reason.UNSUPPORTED_FORMAT, "HEIC")),
                        Code.INVALID_IMAGE,
                        415,
                        "HEIC"));
    }

    // Breaks when a refusal does not say which picture, or a face that nothing is known of is compared all the same.
    @ParameterizedTest
    @MethodSource("unusable")
    void aPictureThatCannotBeUsedIsNamed(FrameOutcome outcome, Code code, int status, String said) {
        for (int number = 1; number <= 2; number++) {
            List<FrameOutcome> both = number == 1 ? List.of(outcome, seen(1, 0, 0)) : List.of(seen(1, 0, 0), outcome);
            String named = "Image " + number;

            assertThat(Comparison.of(both, LIMITS)).isInstanceOfSatisfying(Comparison.Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo(code);
                assertThat(refused.status()).isEqualTo(status);
                assertThat(refused.detail()).startsWith(named).contains(said);
            });
        }
    }

    private static FrameOutcome poor(Flaw flaw) {
        return new Poor(new Verdict.Poor(flaw, FIGURES, 1, 2), Optional.empty());
    }

    private static Seen seen(float x, float y, double left) {
        Embedding embedding = Embedding.ofDirection(new float[] {x, y});
        return new Seen(
                new Sight(embedding, Optional.empty(), OptionalDouble.empty()),
                new Detection(left, 0, left + 100, 100, List.of(), 0.9),
                FIGURES,
                Optional.empty());
    }
}
