package dev.mien.index.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Ten bins of a tenth: a million pairs of strangers, ten times fewer in each bin; a thousand genuine ones at the top. */
class CalibrationTest {
    private static final long[] IMPOSTORS = {900_000, 90_000, 9_000, 900, 90, 10, 0, 0, 0, 0};
    private static final long[] GENUINE = {0, 0, 0, 0, 0, 10, 40, 150, 300, 500};

    private final Calibration calibration = new Calibration(0, 0.1, GENUINE, IMPOSTORS);

    @Test
    void aRateThatWasMeasuredIsReadOff() {
        Threshold threshold = calibration.forFalseMatchRate(1e-3);

        assertThat(threshold.score()).isCloseTo(0.3, within(1e-9));
        assertThat(threshold.extrapolated()).isFalse();
    }

    @Test
    void belowWhatWasMeasuredItIsCalledExtrapolation() {
        Threshold threshold = calibration.forFalseMatchRate(1e-7);

        // Breaks when ten pairs at the end are taken for a rate, or the slope is lost.
        assertThat(threshold.extrapolated()).isTrue();
        assertThat(threshold.score()).isCloseTo(0.7, within(0.02));
    }

    @Test
    void theMoreFacesAreSearchedTheHigherTheThreshold() {
        double one = calibration.forIdentification(0.01, 1).score();
        double thousand = calibration.forIdentification(0.01, 1000).score();

        // Breaks when N is a footnote: at one threshold a thousand strangers are a thousand chances.
        assertThat(one).isCloseTo(calibration.forFalseMatchRate(0.01).score(), within(1e-9));
        assertThat(thousand).isCloseTo(calibration.forFalseMatchRate(1e-5).score(), within(1e-3));
    }

    @Test
    void theLeastRateThatIsMeasuredHasThirtyPairs() {
        // Breaks when the ten pairs of the last bin are enough: a rate of one in a hundred thousand nobody has
        // measured.
        assertThat(calibration.leastSupportedRate()).isCloseTo(1e-4, within(1e-9));
        assertThat(calibration.forFalseMatchRate(1e-4).extrapolated()).isFalse();
    }

    @Test
    void aSearchRecognizesPeopleAsFarAsWasMeasured() {
        // FMR 1e-4 is the least that thirty pairs support: among a hundred faces at an FPIR of 1e-2 it is just asked
        // for.
        long largest = calibration.largestSearch(1e-2);

        // Breaks when extrapolation counts as measured, or the FPIR is taken for an FMR.
        assertThat(largest).isEqualTo(100);
        assertThat(calibration.forIdentification(1e-2, largest).extrapolated()).isFalse();
        assertThat(calibration.forIdentification(1e-2, largest + 1).extrapolated())
                .isTrue();
        assertThat(calibration.largestSearch(1e-5)).isZero();
    }

    @Test
    void aThresholdThatTurnsMostAwayRecognizesNobody() {
        // Half of the genuine scores lie below .25, where a stranger in a hundred and more reaches: 10^-2.5 of them do.
        Calibration poor = new Calibration(0, 0.1, new long[] {0, 0, 1_000, 0, 0, 0, 0, 0, 0, 0}, IMPOSTORS);

        long largest = poor.largestSearch(1e-2);

        // Breaks without the limit of false non-matches: a hundred faces would be searched, and nobody found.
        assertThat(largest).isEqualTo(3);
        assertThat(poor.forIdentification(1e-2, largest).fnmr()).isLessThanOrEqualTo(Calibration.FALSE_NON_MATCH_MAX);
        assertThat(poor.forIdentification(1e-2, largest + 1).fnmr()).isGreaterThan(Calibration.FALSE_NON_MATCH_MAX);
    }

    @Test
    void theShareThatIsTurnedAwayIsSaid() {
        assertThat(calibration.falseNonMatch(0.7)).isCloseTo(0.05, within(1e-9));
        assertThat(calibration.falseNonMatch(0.2)).isZero();
    }

    @Test
    void tooFewPairsAreNoCalibration() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(0, 0.5, new long[] {0, 50}, IMPOSTORS));
    }
}
