package dev.mien.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WeightsTest {

    @Test
    void transposingMovesEveryValue() {
        Weights twoByThree = new Weights(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});

        Weights threeByTwo = twoByThree.transposed(1, 0);

        assertThat(threeByTwo.shape()).containsExactly(3, 2);
        assertThat(threeByTwo.values()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void transposingThereAndBackChangesNothing() {
        float[] values = new float[2 * 3 * 4 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Weights weights = new Weights(new long[] {2, 3, 4, 5}, values);

        Weights back = weights.transposed(3, 0, 1, 2).transposed(1, 2, 3, 0);

        assertThat(back.shape()).containsExactly(2, 3, 4, 5);
        assertThat(back.values()).containsExactly(values);
    }

    @Test
    void shapeAndNumberOfValuesMustAgree() {
        assertThatThrownBy(() -> new Weights(new long[] {2, 2}, new float[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
