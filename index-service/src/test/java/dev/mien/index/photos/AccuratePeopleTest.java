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
 * Every photo of the reference set against every other by the profile {@code accurate}, at the threshold that it has
 * for a search among all these people at the default FPIR. Whoever changes decoding, detection, alignment or models
 * sees here whether people are still known, and nobody taken for somebody else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccuratePeopleTest {
    private static final double FPIR = 1e-3;
    private static final int PEOPLE = 116;
    private static final int PHOTOS = 134;
    private static final int GENUINE = 29;
    private static final int IMPOSTORS = 8882;

    private Portraits portraits;
    private Threshold threshold;

    @BeforeAll
    void lookAtEveryPhoto() throws Exception {
        try (FaceEngine engine = Installed.engine(Installed.ACCURATE)) {
            threshold = engine.profile().calibration().forIdentification(FPIR, PEOPLE);
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
        // Breaks when YuNet's boxes are read a stride off, or the mesh looks beside the face and denies it.
        assertThat(portraits.refused()).isEmpty();
        assertThat(portraits.size()).isEqualTo(PHOTOS);
    }

    @Test
    void theThresholdIsTheOneThatTheCalibrationGives() {
        // Breaks when another profile's calibration is shipped, or the number of faces is left out.
        assertThat(threshold.fmr()).isBetween(8.6e-6, 8.7e-6);
        assertThat(threshold.score()).isBetween(0.50, 0.52);
        assertThat(threshold.extrapolated()).isFalse();
    }

    @Test
    void everybodyIsRecognizedAndNobodyTakenForAnother() {
        Portraits.Pairs pairs = portraits.at(threshold.score());

        System.out.printf(
                Locale.ROOT,
                "accurate at %.4f (FPIR 1e-3 of %d people): %d of %d genuine pairs from %.4f on,"
                        + " %d of %d impostor pairs, the highest %.4f%n",
                threshold.score(),
                PEOPLE,
                pairs.recognized().size(),
                pairs.genuine(),
                pairs.leastGenuine(),
                pairs.confused().size(),
                pairs.impostors(),
                pairs.mostImpostor());
        // Breaks when eyes are swapped, colours are taken for RGB, the five points or their places are mistaken.
        assertThat(pairs.genuine()).isEqualTo(GENUINE);
        assertThat(pairs.impostors()).isEqualTo(IMPOSTORS);
        assertThat(pairs.missed()).as("not recognized").isEmpty();
        assertThat(pairs.confused()).as("taken for another").isEmpty();
    }
}
