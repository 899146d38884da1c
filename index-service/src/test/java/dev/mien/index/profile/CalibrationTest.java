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
    void theShareThatIsTurnedAwayIsSaid() {
        assertThat(calibration.falseNonMatch(0.7)).isCloseTo(0.05, within(1e-9));
        assertThat(calibration.falseNonMatch(0.2)).isZero();
    }

    @Test
    void tooFewPairsAreNoCalibration() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(0, 0.5, new long[] {0, 50}, IMPOSTORS));
    }
}
