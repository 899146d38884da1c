package dev.mien.index.search;

/**
 * A few bits for each number of an integer vector: the odd levels {@code ±1, ±3, …, ±(2^bits − 1)}, scaled so that the
 * angle between vector and levels is the smallest of a short list of scales. Reused; holds what it was last made of
 * until {@link #clear}.
 */
final class Code {
    /** Bits for each number of a query. */
    static final int QUERY_BITS = 4;

    /** Steps between levels, in units of the root mean square; near the best ones for normally distributed numbers. */
    private static final float[][] STEPS = {
        {},
        {1},
        {.70f, .76f, .82f, .88f, .94f, .9957f, 1.06f, 1.13f, 1.20f},
        {.45f, .50f, .545f, .586f, .63f, .68f, .74f},
        {.26f, .29f, .315f, .335f, .36f, .39f}
    };

    private final int bits;
    private final int[] values;
    /** Each level o as (o + 2^bits − 1) / 2. */
    private final int[] levels;

    Code(int size, int bits) {
        this.bits = bits;
        this.values = new int[size];
        this.levels = new int[size];
    }

    /** @param square the sum of the squares of {@code vector} */
    void encode(int[] vector, long square) {
        System.arraycopy(vector, 0, values, 0, values.length);
        float rms = (float) Math.sqrt((double) square / values.length);
        float best = 0;
        double closest = -1;
        for (float step : STEPS[bits]) {
            double closeness = closeness(1 / (step * rms));
            if (closeness > closest) {
                closest = closeness;
                best = step;
            }
        }
        int highest = (1 << bits) - 1;
        float up = 1 / (best * rms);
        for (int i = 0; i < values.length; i++) {
            int level = level(Math.abs(values[i]), up);
            levels[i] = ((values[i] < 0 ? -level : level) + highest) / 2;
        }
    }

    /** The squared cosine of the angle that levels at this scale would have, but for a factor. */
    private double closeness(float up) {
        long dot = 0;
        long square = 0;
        for (int value : values) {
            int size = Math.abs(value);
            int level = level(size, up);
            dot += (long) size * level;
            square += level * level;
        }
        return (double) dot * dot / square;
    }

    private int level(int size, float up) {
        return Math.min((1 << bits) - 1, 2 * (int) (size * up) + 1);
    }

    /** The dot product of the vector and the code that the {@code upper} highest bits are. */
    long dot(int upper) {
        long dot = 0;
        for (int i = 0; i < values.length; i++) {
            dot += (long) values[i] * odd(i, upper);
        }
        return dot;
    }

    /** The squared length of the code that the {@code upper} highest bits are. */
    int square(int upper) {
        int square = 0;
        for (int i = 0; i < levels.length; i++) {
            square += odd(i, upper) * odd(i, upper);
        }
        return square;
    }

    /** The 64 bits from number {@code 64 * word} on of the plane of weight {@code 2^plane}. */
    long word(int plane, int word) {
        long bitsOfPlane = 0;
        for (int i = 0; i < Long.SIZE; i++) {
            bitsOfPlane |= (long) (levels[word * Long.SIZE + i] >>> plane & 1) << i;
        }
        return bitsOfPlane;
    }

    void clear() {
        java.util.Arrays.fill(values, 0);
        java.util.Arrays.fill(levels, 0);
    }

    private int odd(int i, int upper) {
        return 2 * (levels[i] >>> (bits - upper)) - ((1 << upper) - 1);
    }
}
