package dev.mien.index.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    // From tables of Clopper and Pearson at 95 %; the last one is 1 - 0.025^(1/8882). Breaks when each side takes 5
    // %, a bound is that of one hit more or less, or the sum of the terms is begun at the wrong end.
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.30850",
        "1, 10, 0.00253, 0.44502",
        "5, 10, 0.18709, 0.81291",
        "9, 10, 0.55498, 0.99747",
        "10, 10, 0.69150, 1",
        "10, 100, 0.04900, 0.17622",
        "0, 8882, 0, 0.00041524"
    })
    void theIntervalIsThatOfTheTables(long hits, long trials, double low, double high) {
        Share share = new Share(hits, trials);

        assertThat(share.low()).isCloseTo(low, within(6e-6));
        assertThat(share.high()).isCloseTo(high, within(6e-6));
    }

    @Test
    void millionsAreCountedAsWell() {
        // By the normal distribution, which is as good for so many: 1.96 deviations of 0.001 * 0.999 / 1e7.
        Share share = new Share(10_000, 10_000_000);

        assertThat(share.low()).isCloseTo(0.00098050, within(2e-7));
        assertThat(share.high()).isCloseTo(0.00101970, within(2e-7));
    }

    @Test
    void countsAndIntervalStandBesideTheShare() {
        assertThat(new Share(1, 10).text()).isEqualTo("10.0 % (1 of 10; 0.253 to 44.5 %)");
        assertThat(new Share(0, 0).text()).isEqualTo("–");
    }
}
