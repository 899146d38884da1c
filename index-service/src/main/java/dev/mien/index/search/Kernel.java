package dev.mien.index.search;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The loops in which a search spends its time. Every kernel computes the same integers, and the same float operations
 * in the same order, so which one runs changes nothing but the time that it takes. Without state.
 */
interface Kernel {
    /** Faces are scanned so many at a time; every number of faces that a kernel is given is a multiple of it. */
    int STEP = 8;

    /** Words that the second stage looks at: a plane at 256 dimensions, the only ones that have it. */
    int REST = 4;

    /** In a query's code, between two words: each stands there {@link #STEP} times, to be loaded as a vector. */
    int APART = STEP;

    /** In a query's code, between two words of a plane: its planes lie in between, the lowest first. */
    int WORD = Code.QUERY_BITS * APART;

    String name();

    /**
     * Weighted bit distances of every face's sketch, as far as the first stage looks at it, to a query. The distance of
     * word w of a plane is the sum over the query's planes q of {@code 2^q bitCount(word ^ code[w * WORD + q *
     * APART])}; words of one plane are added up, and each plane counts twice as much as the next.
     *
     * @param planes word w of face i is the long at {@code w * stride + i}, the planes following each other
     * @param upper how many planes
     */
    void distances(MemorySegment planes, int upper, int stride, int faces, long[] code, int[] distances);

    /**
     * Continues the distances of the faces that are listed to ones of the whole sketch.
     *
     * @param rest {@link #REST} words for each face, in a row: the lower plane, which the first stage did not look at
     * @param code for each plane of the query, the lowest first, its {@link #REST} words
     */
    default void refine(MemorySegment rest, int[] slots, int listed, long[] code, int[] distances) {
        for (int i = 0; i < listed; i++) {
            int at = slots[i];
            int sum = 2 * distances[at];
            long row = (long) at * REST * Long.BYTES;
            for (int w = 0; w < REST; w++, row += Long.BYTES) {
                long x = rest.get(ValueLayout.JAVA_LONG, row);
                sum += Long.bitCount(x ^ code[w])
                        + (Long.bitCount(x ^ code[w + REST]) << 1)
                        + (Long.bitCount(x ^ code[w + 2 * REST]) << 2)
                        + (Long.bitCount(x ^ code[w + 3 * REST]) << 3);
            }
            distances[at] = sum;
        }
    }

    /**
     * Lists the faces whose distance is at most {@code (int) (a + b * u)}, u being the upper half of their factor.
     *
     * @return how many stand in {@code slots}, in ascending order
     */
    int selectLinear(MemorySegment factors, int faces, float a, float b, int[] distances, int[] slots);

    /**
     * Lists the faces whose distance is at most {@code (int) (a + b * p + c * r + e * z)}: p and r are the halves of
     * the factor at i, z is the upper half of the one at {@code stride + i}.
     *
     * @return how many stand in {@code slots}, in ascending order
     */
    int selectFull(
            MemorySegment factors,
            int stride,
            int faces,
            float a,
            float b,
            float c,
            float e,
            int[] distances,
            int[] slots);

    /** The integer dot product of the row of bytes at {@code offset} and a query of as many numbers. */
    int dot(MemorySegment rows, long offset, int[] query);
}
