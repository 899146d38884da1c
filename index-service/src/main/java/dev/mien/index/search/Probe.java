package dev.mien.index.search;

import java.util.Arrays;

/**
 * A query made ready for one gallery: rotated, as 16-bit whole numbers, and coded in four bit planes. Prints nothing,
 * zeroed on close.
 */
final class Probe implements AutoCloseable {
    private final boolean centred;
    private final int[] values;
    private final long[] planes;
    private final long[] rest;
    private final long square;
    private final double alpha;
    private final double u;
    private final double error;

    Probe(Space space, float[] vector) {
        Shape shape = space.shape();
        float[] rotated = new float[shape.size()];
        Code code = new Code(shape.size(), Code.QUERY_BITS);
        try {
            this.centred = shape.centred();
            // As a template's would be: so a probe and the template of one vector have the same part along the mean.
            this.alpha = Score.alpha(Score.code(space.rotate(vector, rotated)));
            this.values = new int[shape.size()];
            this.square = Score.quantize(rotated, Score.QUERY_MAX, values);
            code.encode(values, square);
            this.u = code.dot(Code.QUERY_BITS) / Math.sqrt((double) square);
            this.error = code.square(Code.QUERY_BITS) / (u * u) - 1;
            this.planes = new long[shape.planeWords() * Kernel.WORD];
            for (int i = 0; i < planes.length; i += Kernel.APART) {
                long word = code.word(i / Kernel.APART % Code.QUERY_BITS, i / Kernel.WORD);
                Arrays.fill(planes, i, i + Kernel.APART, word);
            }
            this.rest = new long[shape.restWords() * Code.QUERY_BITS];
            for (int i = 0; i < rest.length; i++) {
                rest[i] = code.word(i / Kernel.REST, i % Kernel.REST);
            }
        } finally {
            Arrays.fill(rotated, 0);
            code.clear();
        }
    }

    boolean centred() {
        return centred;
    }

    int[] values() {
        return values;
    }

    /** Its planes as {@link Kernel#distances} wants them. */
    long[] planes() {
        return planes;
    }

    /** Its planes as {@link Kernel#refine} wants them. */
    long[] rest() {
        return rest;
    }

    /** The sum of the squares of {@link #values}. */
    long square() {
        return square;
    }

    double alpha() {
        return alpha;
    }

    double beta() {
        return Score.beta(alpha);
    }

    /** The projection of its code on its direction. */
    double u() {
        return u;
    }

    /** The squared length of what its code, scaled to project on it exactly, has at right angles to it. */
    double error() {
        return error;
    }

    @Override
    public void close() {
        Arrays.fill(values, 0);
        Arrays.fill(planes, 0);
        Arrays.fill(rest, 0);
    }

    @Override
    public String toString() {
        return "Probe[REDACTED]";
    }
}
