package dev.mien.index.search;

/**
 * The one definition of a score. A template is a vector of small whole numbers, of length one by definition: the cosine
 * of two is their integer dot product over the root of their integer squares. So the score is the same number on every
 * machine, replica and kernel, however the additions are ordered.
 */
final class Score {
    static final int ROW_MAX = Byte.MAX_VALUE;
    /** 512 products of 127 and this fit 32 bits. */
    static final int QUERY_MAX = Short.MAX_VALUE;

    /** What is left beside the mean is never shorter. */
    static final double BETA_MIN = 0.05;

    /** A code less than the part that would leave it so short. */
    private static final double ALPHA_MAX = beta(BETA_MIN) - 1.0 / Short.MAX_VALUE;

    private Score() {}

    /**
     * The part along the mean as stored: a whole number of 32767ths. A face that is the mean of all faces but for noise
     * is taken for one a little off it: it could not be told from others anyway, and factors stay in their range.
     */
    static short code(double alpha) {
        return (short) Math.round(Math.clamp(alpha, -ALPHA_MAX, ALPHA_MAX) * Short.MAX_VALUE);
    }

    static double alpha(short code) {
        return (double) code / Short.MAX_VALUE;
    }

    /** The length of what is left when the part along the mean is taken away. */
    static double beta(double alpha) {
        return Math.sqrt(1 - alpha * alpha);
    }

    static double of(int dot, int rowSquare, Probe probe, short alpha) {
        double cosine = dot / Math.sqrt((double) rowSquare * probe.square());
        if (!probe.centred()) {
            return cosine;
        }
        double along = alpha(alpha);
        return along * probe.alpha() + beta(along) * probe.beta() * cosine;
    }

    /** Rounds to whole numbers of at most {@code most}. @return the sum of their squares */
    static long quantize(float[] vector, int most, int[] to) {
        float largest = 0;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0) {
            // Nothing is left beside the mean: any direction will do, as long as it has a length.
            to[0] = most;
            return (long) most * most;
        }
        float up = most / largest;
        long square = 0;
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.round(vector[i] * up);
            square += (long) to[i] * to[i];
        }
        return square;
    }
}
