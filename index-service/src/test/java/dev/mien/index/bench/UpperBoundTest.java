package dev.mien.index.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UpperBoundTest {
    @Test
    void ofNoneItIsAboutThreeDividedByAll() {
        // Breaks when the bound is two-sided (3.7 divided by all), or none means that it never happens.
        assertThat(UpperBound.of(0, 1_000_000)).isCloseTo(2.9957e-6, within(1e-9));
        assertThat(UpperBound.of(0, 10)).isCloseTo(1 - Math.pow(.05, .1), within(1e-9));
    }

    @Test
    void ofSomeItIsWhereSoFewAreOneOfTwenty() {
        // Breaks when a term of the sum is left out or weighed wrongly.
        double rate = UpperBound.of(1, 2);
        assertThat((1 - rate) * (1 - rate) + 2 * rate * (1 - rate)).isCloseTo(.05, within(1e-9));
        assertThat(UpperBound.of(1, 100)).isCloseTo(.0466, within(1e-4));
        assertThat(UpperBound.of(46, 1_000_000)).isBetween(57e-6, 60e-6);
    }

    @Test
    void whatCannotHaveBeenSeenIsRefused() {
        assertThat(UpperBound.of(3, 3)).isEqualTo(1);
        assertThatThrownBy(() -> UpperBound.of(4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UpperBound.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
