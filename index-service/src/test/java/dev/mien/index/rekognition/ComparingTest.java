package dev.mien.index.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.data.Offset.offset;

import dev.mien.contracts.Code;
import dev.mien.contracts.index.MatchThreshold;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.index.cloud.Fault;
import dev.mien.index.cloud.Portrait;
import dev.mien.platform.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two pictures of a backend, compared as the application's people are recognized. */
class ComparingTest extends CloudTest {
    @ParameterizedTest
    @CsvSource({"9950, true", "9900, true", "9899, false", "0, false"})
    void theSimilarityAndItsThresholdAreThoseOfTheEngine(int hundredths, boolean match) {
        cloud.likeness((first, second) -> hundredths);

        PhotoComparison compared = one.compare(application, ADA, BOB);

        // Breaks when the cosine of our own template is told, or what AWS thinks unlike is not told at all.
        assertThat(compared.similarity()).isCloseTo(hundredths / 10_000.0, offset(1e-6));
        assertThat(compared.match()).isEqualTo(match);
        assertThat(compared.threshold()).isEqualTo(new MatchThreshold(0.99, null, null));
        assertThat(compared.confidence()).isNull();
        assertThat(compared.images()).hasSize(2);
        assertThat(cloud.operations()).containsExactly("CompareFaces");
        assertThat(cloud.collections()).isEmpty();
    }

    @Test
    void aFaceThatWasNotJudgedHereIsNotCompared() {
        cloud.largestAt(0.8, 0, 0.2, 0.3);

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> one.compare(application, ADA, ADA));

        // Breaks when it is not asked which face AWS has compared.
        assertThat(refusal.code()).isEqualTo(Code.MANY_FACES);
        assertThat(refusal.detail()).startsWith("Image 1:");
    }

    @Test
    void aPictureInWhichAwsSeesNobodyIsNamed() {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> one.compare(application, ADA, new Portrait(2, 0)));

        assertThat(refusal.code()).isEqualTo(Code.MANY_FACES);
        assertThat(refusal.detail()).startsWith("Image 2:");
    }

    @Test
    void whatAwsIsTooBusyForIsTheCallersToRepeat() {
        Fault busy = new Fault.Refused(400, "ThrottlingException");
        cloud.next("CompareFaces", busy, busy, busy, busy);

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> one.compare(application, ADA, BOB));

        assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
        assertThat(refusal.retryAfter()).isPositive();
    }
}
