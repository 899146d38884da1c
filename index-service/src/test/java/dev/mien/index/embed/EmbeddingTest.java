package dev.mien.index.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** A template in memory. */
class EmbeddingTest {

    @Test
    void closingOverwritesIt() {
        float[] values = {0.6f, 0.8f};
        Embedding embedding = Embedding.ofUnit(values);

        embedding.close();

        // Breaks when it is only forgotten, or was copied on the way in.
        assertThat(values).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(embedding::copy);
        assertThat(embedding).hasToString("Embedding[REDACTED]");
    }

    @Test
    void whatHasNoDirectionIsNoFace() {
        assertThatIllegalArgumentException().isThrownBy(() -> Embedding.ofDirection(new float[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> Embedding.ofDirection(new float[] {Float.NaN, 1}));
    }

    @Test
    void whatIsRefusedIsOverwritten() {
        float[] noUnit = {3, 4};
        float[] noDirection = {Float.NaN, 4};

        assertThatIllegalArgumentException().isThrownBy(() -> Embedding.ofUnit(noUnit));
        assertThatIllegalArgumentException().isThrownBy(() -> Embedding.ofDirection(noDirection));

        // Breaks when a refused face is left to whoever does not keep it.
        assertThat(noUnit).containsOnly(0);
        assertThat(noDirection).containsOnly(0);
    }

    @Test
    void twoProfilesNeverMeet() {
        Embedding two = Embedding.ofUnit(new float[] {1, 0});
        Embedding three = Embedding.ofUnit(new float[] {1, 0, 0});

        assertThatIllegalArgumentException().isThrownBy(() -> two.similarity(three));
    }
}
