package dev.mien.index.cluster;

import dev.mien.index.vault.FaceVector;
import dev.mien.platform.multipart.Frame;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * A person who does not exist: a random direction of 128 dimensions, so two of them score about 0, and pictures of one
 * about
 * 0.98.
 */
public record MadeUpFace(long seed) {
    public static final int DIMENSIONS = 128;
    private static final float NOISE = 0.2f;

    /** Another picture of the same face for each {@code picture}; 0 is the face itself. */
    public FaceVector vector(int picture) {
        float[] values = direction(new Random(seed));
        if (picture != 0) {
            float[] noise = direction(new Random(seed * 31 + picture));
            for (int i = 0; i < DIMENSIONS; i++) {
                values[i] += NOISE * noise[i];
            }
        }
        return FaceVector.owning(normalized(values));
    }

    public FaceVector vector() {
        return vector(0);
    }

    /** A frame that {@link PlannedFaces} reads this face from. */
    public Frame frame() {
        return frame(0);
    }

    /** A frame with another picture of it. */
    public Frame frame(int picture) {
        return Frame.owning(
                ByteBuffer.allocate(12).putLong(seed).putInt(picture).array());
    }

    /** A frame that shows exactly these numbers. */
    public static Frame showing(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return Frame.owning(bytes.array());
    }

    /** As another model profile would see it. */
    static FaceVector backwards(FaceVector face) {
        float[] values = new float[face.dimensions()];
        for (int i = 0; i < values.length; i++) {
            values[i] = face.expose()[values.length - 1 - i];
        }
        face.close();
        return FaceVector.owning(values);
    }

    static FaceVector in(Frame frame) {
        ByteBuffer shown = ByteBuffer.wrap(frame.expose());
        if (shown.remaining() == DIMENSIONS * Float.BYTES) {
            float[] values = new float[DIMENSIONS];
            shown.asFloatBuffer().get(values);
            return FaceVector.owning(values);
        }
        return new MadeUpFace(shown.getLong()).vector(shown.getInt());
    }

    private static float[] direction(Random random) {
        float[] values = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return normalized(values);
    }

    private static float[] normalized(float[] values) {
        double square = 0;
        for (float value : values) {
            square += (double) value * value;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= (float) Math.sqrt(square);
        }
        return values;
    }
}
