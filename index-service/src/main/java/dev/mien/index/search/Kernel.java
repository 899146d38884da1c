package dev.mien.index.search;

import java.lang.foreign.MemorySegment;

/**
 * The loops in which a search spends its time. Every kernel computes the same integers, and the same float operations
 * in the same order, so which one runs changes nothing but the time that it takes. Without state.
 */
interface Kernel {
    /** Faces are scanned so many at a time; every number of faces that a kernel is given is a multiple of it. */
    int STEP = 8;

    /** 64-bit words of each sketch that one call looks at. */
    int WORDS = 2;

    /** Query words that each of them is compared with. */
    int QUERY_PLANES = Code.QUERY_BITS;

    /** For {@link #distances}: what stands there is replaced. */
    int REPLACE = -1;

    String name();

    /**
     * Weighted bit distances of two words of every sketch to a query. The distance of a word is the sum over the
     * query's planes q of {@code 2^q bitCount(word ^ code[q])}; of both words it is added to what stands in {@code
     * distances}, shifted up by {@code up}.
     *
     * @param planes word w of face i is the long at {@code w * stride + i}
     * @param first the first of the two words
     * @param code from {@code from} on four query words for either word, the lowest plane first
     * @param up 0, 1 or {@link #REPLACE}
     */
    void distances(
            MemorySegment planes, int first, int stride, int faces, long[] code, int from, int up, int[] distances);

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
