package dev.mien.platform.crypto;

import java.util.Arrays;

/** Bytes that nobody may see: no {@code toString}, no serialization, zeroed on close. */
public final class SecretBytes implements AutoCloseable {
    private final byte[] bytes;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over: the caller must not keep it. */
    public static SecretBytes owning(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /** The bytes themselves, not a copy; valid until closed. */
    public byte[] expose() {
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
