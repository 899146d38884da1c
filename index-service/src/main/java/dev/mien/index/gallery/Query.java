package dev.mien.index.gallery;

import dev.mien.index.vault.FaceVector;
import java.util.Arrays;

/** A face to be searched for. Prints nothing, zeroed on close; any number of galleries may be asked with it. */
public final class Query implements AutoCloseable {
    private final float[] values;

    private Query(float[] values) {
        this.values = values;
    }

    /** Copies what it needs: {@code vector} stays the caller's. */
    public static Query of(FaceVector vector) {
        return new Query(vector.expose().clone());
    }

    /** The numbers themselves, not a copy; valid until closed. */
    public float[] expose() {
        return values;
    }

    public int dimensions() {
        return values.length;
    }

    @Override
    public void close() {
        Arrays.fill(values, 0);
    }

    @Override
    public String toString() {
        return "Query[REDACTED]";
    }
}
