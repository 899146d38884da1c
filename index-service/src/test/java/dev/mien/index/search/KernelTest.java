package dev.mien.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
    @MethodSource("kernelsAndShapes")
    void countsWeightedDifferingBits(Kernel kernel, int upper, int words) {
        // Breaks when a plane counts as much as another, or a word is compared with another's part of the query.
        MemorySegment planes = filled(upper * words * STRIDE);
        long[] code = code(words);
        int[] distances = random.ints(STRIDE).toArray();

        kernel.distances(planes, upper, STRIDE, FACES, code, distances);

        for (int i = 0; i < FACES; i++) {
            int expected = 0;
            for (int w = 0; w < upper * words; w++) {
                long word = planes.getAtIndex(ValueLayout.JAVA_LONG, (long) w * STRIDE + i);
                expected += differing(word, code, w % words) << (upper - 1 - w / words);
            }
            assertThat(distances[i]).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.mien.index.search.Galleries#kernels")
    void continuesTheDistancesOfThoseWhoAreLeft(Kernel kernel) {
        // Breaks when somebody is left out, or a lower plane weighs what an upper one does.
        MemorySegment rest = filled(Kernel.REST * STRIDE);
        long[] code = random.longs(Kernel.REST * Code.QUERY_BITS).toArray();
        int[] distances = random.ints(STRIDE, 0, 4000).toArray();
        int[] expected = distances.clone();
        int[] slots = random.ints(0, FACES).distinct().limit(77).toArray();

        kernel.refine(rest, slots, slots.length, code, distances);

        for (int slot : slots) {
            expected[slot] *= 2;
            for (int w = 0; w < Kernel.REST; w++) {
                long word = rest.getAtIndex(ValueLayout.JAVA_LONG, (long) slot * Kernel.REST + w);
                for (int q = 0; q < Code.QUERY_BITS; q++) {
                    expected[slot] += Long.bitCount(word ^ code[q * Kernel.REST + w]) << q;
                }
            }
        }
        assertThat(distances).isEqualTo(expected);
    }

    /** Planes and words in a plane: as at 128, 256 and 512 dimensions. */
    static List<Arguments> kernelsAndShapes() {
        return KernelChoice.available().stream()
                .flatMap(kernel ->
                        Stream.of(Arguments.of(kernel, 2, 2), Arguments.of(kernel, 1, 4), Arguments.of(kernel, 1, 8)))
                .toList();
    }

    private long[] code(int words) {
        long[] code = new long[words * Kernel.WORD];
        for (int i = 0; i < code.length; i += Kernel.APART) {
            Arrays.fill(code, i, i + Kernel.APART, random.nextLong());
        }
        return code;
    }

    private static int differing(long word, long[] code, int within) {
        int sum = 0;
        for (int q = 0; q < Code.QUERY_BITS; q++) {
            sum += Long.bitCount(word ^ code[within * Kernel.WORD + q * Kernel.APART]) << q;
        }
        return sum;
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
