package dev.mien.index.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.index.profile.Calibration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Twelve people in a circle, the first with two photos. Whoever is twelfth resembles the first by .9; the first one's
 * photos are .95 alike; everybody else is nought. An FMR of 1e-4 is asked for by .8, and by no search of more than
 * ten.
 */
class IdentificationTest {
    private static final Calibration CALIBRATION = new Calibration(
            -0.2, 0.2, new long[] {0, 0, 0, 10, 40, 950}, new long[] {500_000, 400_000, 90_000, 9_000, 900, 100});
    private static final int SECOND_OF_THE_FIRST = 1;
    private static final int TWELFTH = 12;

    private final Identification figures = Identification.of(persons(), IdentificationTest::score, CALIBRATION, 1e-3);

    @Test
    void amongTenTheFirstIsFoundAndTheLookAlikeIsNamed() {
        Identification.Line ten = figures.lines().getFirst();

        assertThat(ten.searched()).isEqualTo(10);
        assertThat(ten.threshold()).isCloseTo(0.8, within(1e-9));
        assertThat(ten.recognizes()).isTrue();
        assertThat(ten.extrapolated()).isFalse();
        // Breaks when the one who is asked for is not among the ten, or the first photo is searched for as well.
        assertThat(ten.missed()).isEqualTo(new Share(0, 1));
        // Those who follow the twelfth begin with the first. Breaks when a circle has an end, or counts whoever asks.
        assertThat(ten.named()).isEqualTo(new Share(1, 13));
    }

    @Test
    void amongAllTheLookAlikeIsTooNearAndNobodyIsLeftOut() {
        Identification.Line all = figures.lines().getLast();

        assertThat(all.searched()).isEqualTo(12);
        // Breaks without the collision margin: .95 is above the threshold, and so is .9.
        assertThat(all.missed()).isEqualTo(new Share(1, 1));
        assertThat(all.named()).isEqualTo(new Share(0, 0));
        assertThat(all.recognizes()).isFalse();
        assertThat(all.extrapolated()).isTrue();
    }

    private static List<String> persons() {
        List<String> persons = new ArrayList<>(List.of("p0", "p0"));
        for (int i = 1; i < 12; i++) {
            persons.add("p" + i);
        }
        return persons;
    }

    private static double score(int one, int other) {
        int low = Math.min(one, other);
        int high = Math.max(one, other);
        if (low <= SECOND_OF_THE_FIRST && high == SECOND_OF_THE_FIRST) {
            return 0.95;
        }
        return low <= SECOND_OF_THE_FIRST && high == TWELFTH ? 0.9 : 0;
    }
}
