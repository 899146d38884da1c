package dev.mien.platform.multipart;

import java.util.Arrays;

/** One picture as it came in, undecoded. Zeroed on close. */
public final class Frame implements AutoCloseable {
    private final byte[] bytes;

    private Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over: the caller must not keep it. */
    public static Frame owning(byte[] bytes) {
        return new Frame(bytes);
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
        return "Frame[" + bytes.length + " bytes]";
    }
}
