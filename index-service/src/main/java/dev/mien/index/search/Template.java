package dev.mien.index.search;

import java.util.Arrays;

/**
 * Room for one face on its way into memory: what a {@link Space} makes of a vector. Reused; zeroed by {@link #clear}.
 */
final class Template {
    final float[] rotated;
    final int[] values;
    final byte[] row;
    final long[] words;
    final int[] factors = new int[2];
    final Code code;
    /** The sum of the squares of {@link #row}. */
    int square;
    /** The part along the mean, see {@link Score#alpha}. */
    short alpha;

    Template(Shape shape) {
        rotated = new float[shape.size()];
        values = new int[shape.size()];
        words = new long[shape.words()];
        row = new byte[shape.size()];
        code = new Code(shape.size(), shape.bits());
    }

    void clear() {
        Arrays.fill(rotated, 0);
        Arrays.fill(values, 0);
        Arrays.fill(row, (byte) 0);
        Arrays.fill(words, 0);
        Arrays.fill(factors, 0);
        code.clear();
        square = 0;
        alpha = 0;
    }
}
