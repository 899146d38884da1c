package dev.mien.index.embed;

import java.util.Arrays;
import java.util.List;

/**
 * A face as a unit vector. Closing overwrites it; a closed one refuses to be used. It has no JSON form, is not {@link
 * java.io.Serializable}, has no useful {@code equals}, and prints nothing of itself.
 */
public final class Embedding implements AutoCloseable {
    private static final double UNIT_TOLERANCE = 1e-3;

    private final float[] values;
    private boolean closed;

    private Embedding(float[] unit) {
        this.values = unit;
    }

    /**
     * Takes {@code unit} over, also when it is refused: it is zeroed then.
     *
     * @throws IllegalArgumentException unless its length is 1 within a thousandth
     */
    public static Embedding ofUnit(float[] unit) {
        if (!(Math.abs(norm(unit) - 1) <= UNIT_TOLERANCE)) {
            Arrays.fill(unit, 0);
            throw new IllegalArgumentException("an embedding is a unit vector");
        }
        return new Embedding(unit);
    }

    /**
     * Takes {@code direction} over, also when it is refused, and scales it to length 1.
     *
     * @throws IllegalArgumentException when it has no direction
     */
    public static Embedding ofDirection(float[] direction) {
        double norm = norm(direction);
        if (!(norm > 0) || !Double.isFinite(norm)) {
            Arrays.fill(direction, 0);
            throw new IllegalArgumentException("an embedding has a direction");
        }
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) (direction[i] / norm);
        }
        return new Embedding(direction);
    }

    /** The direction between several, none of which is changed or closed. */
    public static Embedding mean(List<Embedding> several) {
        float[] sum = new float[several.getFirst().dimensions()];
        for (Embedding one : several) {
            float[] values = one.open();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        }
        return ofDirection(sum);
    }

    public int dimensions() {
        return values.length;
    }

    public float at(int dimension) {
        return open()[dimension];
    }

    /** For whoever encrypts or searches it, and overwrites the copy afterwards. */
    public float[] copy() {
        return open().clone();
    }

    /** Cosine similarity, -1 to 1. */
    public double similarity(Embedding other) {
        float[] mine = open();
        float[] theirs = other.open();
        if (mine.length != theirs.length) {
            throw new IllegalArgumentException("embeddings of two profiles are never compared");
        }
        double sum = 0;
        for (int i = 0; i < mine.length; i++) {
            sum += mine[i] * (double) theirs[i];
        }
        return Math.clamp(sum, -1, 1);
    }

    private float[] open() {
        if (closed) {
            throw new IllegalStateException("the embedding was closed");
        }
        return values;
    }

    private static double norm(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += value * (double) value;
        }
        return Math.sqrt(sum);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(values, 0);
    }

    @Override
    public String toString() {
        return "Embedding[REDACTED]";
    }
}
