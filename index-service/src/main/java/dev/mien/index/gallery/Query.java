package dev.mien.index.gallery;

import dev.mien.index.vault.FaceVector;
import java.util.Arrays;

/** A face made ready to be searched for. Prints nothing, zeroed on close; any number of galleries may be asked with it. */
public final class Query implements AutoCloseable {
    private final short[] values;
    private final float scale;

    private Query(short[] values, float scale) {
        this.values = values;
        this.scale = scale;
    }

    /** Copies what it needs: {@code vector} stays the caller's. */
    public static Query of(FaceVector vector) {
        short[] values = new short[vector.dimensions()];
        return new Query(values, Scoring.quantize(vector.expose(), values));
    }

    short[] values() {
        return values;
    }

    float scale() {
        return scale;
    }

    @Override
    public void close() {
        Arrays.fill(values, (short) 0);
    }

    @Override
    public String toString() {
        return "Query[REDACTED]";
    }
}
