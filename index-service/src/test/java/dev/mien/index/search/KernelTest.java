package dev.mien.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelTest {
    private static final int STRIDE = 1024;
    private static final int FACES = 1000;
    private final Random random = new Random(3);

    @Test
    void allThreeRunHere() {
        // Breaks when the tests' JVM does not add jdk.incubator.vector: then the vector kernel would go untested.
        assertThat(KernelChoice.available())
                .extracting(Kernel::name)
                .containsExactlyInAnyOrder("scalar", "loops", "vector");
    }

    @ParameterizedTest
    @MethodSource("dev.mien.index.search.Galleries#kernels")
    void countsWeightedDifferingBits(Kernel kernel) {
        MemorySegment planes = filled(6 * STRIDE);
        long[] code = random.longs(16).toArray();
        int[] distances = new int[STRIDE];
        for (int up : new int[] {Kernel.REPLACE, 0, 1}) {
            int[] before = distances.clone();

            kernel.distances(planes, 3, STRIDE, FACES, code, 8, up, distances);

            for (int i = 0; i < FACES; i++) {
                int expected = up == Kernel.REPLACE ? 0 : before[i] << up;
                for (int w = 0; w < 2; w++) {
                    long word = planes.getAtIndex(ValueLayout.JAVA_LONG, (long) (3 + w) * STRIDE + i);
                    for (int q = 0; q < 4; q++) {
                        expected += Long.bitCount(word ^ code[8 + 4 * w + q]) << q;
                    }
                }
                assertThat(distances[i]).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.mien.index.search.Galleries#kernels")
    void listsThoseWithinTheLimit(Kernel kernel) {
        // Breaks when a kernel multiplies and adds in one step, rounds to the nearest, or loses a step's last face.
        MemorySegment factors = filled(STRIDE);
        int[] distances = random.ints(STRIDE, 900, 1100).toArray();
        int[] slots = new int[STRIDE + Kernel.STEP];
        int[] expected = new int[STRIDE];
        int count = 0;
        for (int i = 0; i < FACES; i++) {
            int limit = (int) (1050.3f + -.0012345f * (factor(factors, i) >>> 16));
            if (distances[i] <= limit) {
                expected[count++] = i;
            }
        }

        int found = kernel.selectLinear(factors, FACES, 1050.3f, -.0012345f, distances, slots);

        assertThat(count).isBetween(100, 900);
        assertThat(Arrays.copyOf(slots, found)).isEqualTo(Arrays.copyOf(expected, count));
    }

    @ParameterizedTest
    @MethodSource("dev.mien.index.search.Galleries#kernels")
    void listsThoseWithinTheirOwnLimit(Kernel kernel) {
        MemorySegment factors = filled(STRIDE);
        int[] distances = random.ints(STRIDE, 900, 1100).toArray();
        int[] slots = new int[STRIDE + Kernel.STEP];
        int[] expected = new int[STRIDE];
        int count = 0;
        for (int i = 0; i < FACES; i++) {
            int pr = factor(factors, i);
            int z = factor(factors, STRIDE + i) >>> 16;
            int limit = (int) (1000.3f + -.0012345f * (pr >>> 16) + .00111f * (pr & 0xFFFF) + .0003f * z);
            if (distances[i] <= limit) {
                expected[count++] = i;
            }
        }

        int found = kernel.selectFull(factors, STRIDE, FACES, 1000.3f, -.0012345f, .00111f, .0003f, distances, slots);

        assertThat(count).isBetween(100, 900);
        assertThat(Arrays.copyOf(slots, found)).isEqualTo(Arrays.copyOf(expected, count));
    }

    private static int factor(MemorySegment factors, int i) {
        return factors.getAtIndex(ValueLayout.JAVA_INT, i);
    }

    private MemorySegment filled(int longs) {
        MemorySegment made = Arena.ofAuto().allocate((long) longs * Long.BYTES, 64);
        for (int i = 0; i < longs; i++) {
            made.setAtIndex(ValueLayout.JAVA_LONG, i, random.nextLong());
        }
        return made;
    }
}
