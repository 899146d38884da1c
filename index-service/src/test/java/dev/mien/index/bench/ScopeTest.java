package dev.mien.index.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void aMillionOfEachWhenNothingElseIsSaid() {
        assertThat(Scope.of()).isEqualTo(new Scope(1_000_000, List.of(256, 512, 128), 100_000));
        assertThat(Scope.of("faces=10000000", "pairs=0", "dimensions=128,256"))
                .isEqualTo(new Scope(10_000_000, List.of(128, 256), 0));
    }

    @Test
    void whatIsNotUnderstoodIsNotMeasured() {
        // Breaks when a misspelled argument is passed over, and hours later something else has been measured.
        assertThatThrownBy(() -> Scope.of("face=10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'face=10'");
        assertThatThrownBy(() -> Scope.of("1000000")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scope.of("dimensions=64")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scope.of("faces=0")).isInstanceOf(IllegalArgumentException.class);
    }
}
