package dev.mien.index.gallery;

/**
 * The one definition of a score: the integer dot product of a template's 8-bit row and a query's 16-bit form, times their two
 * scales. Quantization rounds in one fixed order of float operations and the sum is of integers, so the score is the same
 * number on every machine, however the additions are ordered.
 */
final class Scoring {
    private static final int ROW_MAX = Byte.MAX_VALUE;
    // 512 products of 127 and this fit 32 bits.
    private static final int QUERY_MAX = Short.MAX_VALUE;

    private Scoring() {}

    /** @return the scale by which the row has to be multiplied */
    static float quantize(float[] vector, byte[] row) {
        float largest = largest(vector);
        float up = ROW_MAX / largest;
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) Math.round(vector[i] * up);
        }
        return largest / ROW_MAX;
    }

    /** @return the scale by which the query has to be multiplied */
    static float quantize(float[] vector, short[] query) {
        float largest = largest(vector);
        float up = QUERY_MAX / largest;
        for (int i = 0; i < query.length; i++) {
            query[i] = (short) Math.round(vector[i] * up);
        }
        return largest / QUERY_MAX;
    }

    static double score(int dot, float rowScale, float queryScale) {
        return dot * ((double) rowScale * queryScale);
    }

    private static float largest(float[] vector) {
        float largest = 0;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
