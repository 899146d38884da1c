package dev.mien.platform.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The keyed hash that stands for one Facial ID of one application in ledgers and locks: HMAC-SHA-256, 32 bytes. Without
 * the key it cannot be linked to either.
 */
public final class SubjectHash {
    private final byte[] bytes;

    private SubjectHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public static SubjectHash of(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a subject hash has 32 bytes");
        }
        return new SubjectHash(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The number that an advisory lock of this subject is taken under. Two subjects may share one; that only waits. */
    public long lockKey() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** Enough to follow one subject through a log, too little to name it. */
    public String brief() {
        return HexFormat.of().formatHex(bytes, 0, 6);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return brief();
    }
}
