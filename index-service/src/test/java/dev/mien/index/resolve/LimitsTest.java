package dev.mien.index.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Policy;
import dev.mien.index.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Policy POLICY = Cluster.policy(Liveness.NONE, "standard");
    private final List<String> asked = new ArrayList<>();
    private final Thresholds thresholds = new Thresholds() {
        @Override
        public double identification(double fpir, long faces) {
            asked.add("fpir " + fpir + " of " + faces);
            return 1 - fpir / faces;
        }

        @Override
        public long largestSearch(double fpir) {
            return Long.MAX_VALUE;
        }

        @Override
        public double verification(double fmr) {
            asked.add("fmr " + fmr);
            return 1 - fmr;
        }
    };

    @Test
    void theGreyBandReachesDownToTenTimesTheRate() {
        // Breaks when floor and threshold are asked for with one rate, or for another number of faces.
        Limits limits = Limits.ofSearch(thresholds, POLICY, 1_000);

        assertThat(limits).isEqualTo(new Limits(1 - 0.1 / 1_000, 1 - 0.01 / 1_000, 1 - 1e-4));
        assertThat(asked).contains("fpir 0.1 of 1000", "fpir 0.01 of 1000", "fmr 1.0E-4");
    }

    @Test
    void amongFewNobodyIsFoundWhoWouldNotBeConfirmedByName() {
        // Breaks without either Math.max of ofSearch: an FPIR of 1 % among two faces would be an FMR of half a percent.
        Limits limits = Limits.ofSearch(thresholds, POLICY, 2);

        assertThat(limits).isEqualTo(new Limits(1 - 1e-3, 1 - 1e-4, 1 - 1e-4));
    }

    @Test
    void anEmptyIndexIsJudgedAsOneFace() {
        // Breaks without Math.max(1, faces): a calibration knows of no search among nobody.
        Limits.ofSearch(thresholds, POLICY, 0);

        assertThat(asked).contains("fpir 0.01 of 1").noneMatch(one -> one.endsWith(" of 0"));
    }

    @Test
    void oneNamedPersonIsJudgedByTheFalseMatchRate() {
        Limits limits = Limits.ofComparison(thresholds, POLICY);

        assertThat(limits.floor()).isEqualTo(0.999);
        assertThat(limits.verification()).isEqualTo(0.9999);
    }
}
