package dev.mien.index.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.index.face.FaceEngine;
import dev.mien.index.profile.Threshold;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every photo of the reference set against every other, at the threshold that the calibration gives for a false match
 * rate of one in ten thousand. Whoever changes decoding, detection, alignment or models sees here whether people are
 * still known.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTest {
    private static final double FMR = 1e-4;
    private static final int PHOTOS = 134;
    private static final int GENUINE = 29;
    private static final int IMPOSTORS = 8882;
    private static final int RECOGNIZED_MIN = 26;
    private static final int FALSE_MATCHES_MAX = 2;

    private Portraits portraits;
    private Threshold threshold;

    @BeforeAll
    void lookAtEveryPhoto() throws Exception {
        try (FaceEngine engine = Installed.engine()) {
            threshold = engine.profile().calibration().forFalseMatchRate(FMR);
            portraits = Portraits.seenBy(engine);
        }
    }

    @AfterAll
    void forget() {
        if (portraits != null) {
            portraits.close();
        }
    }

    @Test
    void everyPortraitHasAFaceThatCanBeUsed() {
        // Breaks when a limit of quality is set beyond what good portraits have, or the mesh denies a face.
        assertThat(portraits.refused()).isEmpty();
        assertThat(portraits.size()).isEqualTo(PHOTOS);
    }

    @Test
    void theThresholdIsTheOneThatWasMeasured() {
        // Breaks when the shipped calibration is exchanged, or read from the wrong end.
        assertThat(threshold.score()).isBetween(0.943, 0.944);
        assertThat(threshold.extrapolated()).isFalse();
    }

    @Test
    void peopleAreRecognizedAndHardlyEverTakenForOthers() {
        Portraits.Pairs pairs = portraits.at(threshold.score());

        System.out.printf(
                Locale.ROOT,
                "accuracy at %.4f (FMR 1e-4): %d of %d genuine pairs recognized, %d of %d impostor pairs matched%n",
                threshold.score(),
                pairs.recognized().size(),
                pairs.genuine(),
                pairs.confused().size(),
                pairs.impostors());
        // Breaks when eyes are swapped, EXIF is ignored, the mirror is left out, or colours are taken for BGR.
        assertThat(pairs.genuine()).isEqualTo(GENUINE);
        assertThat(pairs.impostors()).isEqualTo(IMPOSTORS);
        assertThat(pairs.recognized()).as("recognized").hasSizeGreaterThanOrEqualTo(RECOGNIZED_MIN);
        assertThat(pairs.confused()).as("false matches").hasSizeLessThanOrEqualTo(FALSE_MATCHES_MAX);
    }
}
