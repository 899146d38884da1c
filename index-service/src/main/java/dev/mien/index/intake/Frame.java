package dev.mien.index.intake;

import java.util.Arrays;
import java.util.Objects;

/**
 * One frame as it was sent: encoded bytes, not yet believed. Owns its array and overwrites it when closed. It has no
 * JSON form, is not {@link java.io.Serializable}, and prints nothing of itself.
 */
public final class Frame implements AutoCloseable {
    private final byte[] encoded;
    private boolean closed;

    /** Takes {@code encoded} over: whoever made the array must not use it again. */
    public Frame(byte[] encoded) {
        this.encoded = Objects.requireNonNull(encoded, "encoded");
    }

    /** The bytes themselves, not a copy. */
    byte[] bytes() {
        if (closed) {
            throw new IllegalStateException("the frame was closed");
        }
        return encoded;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(encoded, (byte) 0);
    }

    @Override
    public String toString() {
        return "Frame[REDACTED]";
    }
}
