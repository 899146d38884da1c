package dev.mien.index.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A face as a unit vector of floats. No JSON, no {@link java.io.Serializable}, prints nothing, zeroed on close. */
public final class FaceVector implements AutoCloseable {
    /** The widest vector whose integer scores fit 32 bits. */
    public static final int DIMENSIONS_MAX = 512;

    private static final double NORM_TOLERANCE = 1e-3;
    private final float[] values;

    private FaceVector(float[] values) {
        this.values = values;
    }

    /**
     * Takes the array over: the caller must not keep it.
     *
     * @throws IllegalArgumentException unless there are 1 to {@value #DIMENSIONS_MAX} numbers of norm 1 ± 1e-3; the array is
     *     zeroed then
     */
    public static FaceVector owning(float[] values) {
        double square = 0;
        for (float value : values) {
            square += (double) value * value;
        }
        // Written so that NaN fails: a vector that is not one would match nobody, or everybody.
        if (values.length > DIMENSIONS_MAX || !(Math.abs(Math.sqrt(square) - 1) <= NORM_TOLERANCE)) {
            Arrays.fill(values, 0);
            throw new IllegalArgumentException("a face is a unit vector of at most " + DIMENSIONS_MAX + " numbers");
        }
        return new FaceVector(values);
    }

    /** The numbers themselves, not a copy; valid until closed. */
    public float[] expose() {
        return values;
    }

    public int dimensions() {
        return values.length;
    }

    /** @return another one with the same numbers, to be closed by itself */
    public FaceVector copy() {
        return new FaceVector(values.clone());
    }

    /**
     * Cosine similarity.
     *
     * @throws IllegalArgumentException when the other one has another number of dimensions
     */
    public double similarity(FaceVector other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException("vectors of different profiles do not compare");
        }
        double dot = 0;
        for (int i = 0; i < values.length; i++) {
            dot += (double) values[i] * other.values[i];
        }
        return dot;
    }

    /** Appends the numbers, big-endian, 4 bytes each. */
    public void write(ByteBuffer to) {
        for (float value : values) {
            to.putFloat(value);
        }
    }

    /** Reads what is left of {@code from}; empty of meaning unless it was authenticated. */
    public static FaceVector read(ByteBuffer from) {
        float[] values = new float[from.remaining() / Float.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.getFloat();
        }
        return owning(values);
    }

    @Override
    public void close() {
        Arrays.fill(values, 0);
    }

    @Override
    public String toString() {
        return "FaceVector[REDACTED]";
    }
}
