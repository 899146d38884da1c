package dev.mien.index.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
    @ParameterizedTest
    @CsvSource({
        "256, .50, 1.1, 2.2",
        "256, .43, 1.5, 3.7",
        "512, .40, 1.9, 2.8",
        "512, .47, 1.9, 2.8",
        "128, .943, 1.2, 1.8",
        "128, .954, 1.2, 1.8"
    })
    void aSearchIsHeldAgainstWhatWasSetOutToBeReached(int dimensions, double floor, double vector, double loops) {
        // Breaks when a target is moved, or a floor is no longer measured.
        assertThat(Targets.floors(dimensions)).contains(floor);
        assertThat(Targets.reads(dimensions, floor, "vector")).hasValue(vector);
        assertThat(Targets.reads(dimensions, floor, "loops")).hasValue(loops);
    }

    @Test
    void whatIsOnlyComparedWithHasNoTarget() {
        assertThat(Targets.reads(256, .50, QueryBench.READ)).isEqualTo(OptionalDouble.empty());
        assertThat(Targets.reads(256, .50, "scalar")).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void theVerdictSaysWhetherItWasReached() {
        // Breaks when a figure over its target is called ok, NaN among them.
        assertThat(Targets.verdict(true, 1.5, 1.5)).isEqualTo(" (target 1.5 ok)");
        assertThat(Targets.verdict(true, 1.51, 1.5)).isEqualTo(" (target 1.5 over)");
        assertThat(Targets.verdict(true, 12, 13)).isEqualTo(" (target 13 ok)");
        assertThat(Targets.verdict(true, Double.NaN, 13)).isEqualTo(" (target 13 over)");
        assertThat(Targets.verdict(false, 14, 13)).isEmpty();
    }
}
