package dev.mien.index.intake;

/**
 * A window on an array that reads zero, never an exception, beyond its end: a header cut short is an ordinary thing.
 */
final class Bytes {
    private final byte[] array;
    private final int from;
    private final int to;

    private Bytes(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    static Bytes all(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    int length() {
        return to - from;
    }

    /** The part from {@code at}, at most {@code length} long, cut to what is there. */
    Bytes part(long at, long length) {
        long start = Math.clamp(from + at, from, to);
        long end = Math.clamp(start + length, start, to);
        return new Bytes(array, (int) start, (int) end);
    }

    int u8(long at) {
        long index = from + at;
        return at >= 0 && index < to ? array[(int) index] & 0xff : 0;
    }

    int u16(long at, boolean little) {
        return little ? u8(at) | u8(at + 1) << 8 : u8(at) << 8 | u8(at + 1);
    }

    long u32(long at, boolean little) {
        return little
                ? u16(at, true) | (long) u16(at + 2, true) << 16
                : (long) u16(at, false) << 16 | u16(at + 2, false);
    }

    /**
     * Where the next JPEG marker that ends a scan begins: neither a stuffed zero, a restart nor filling; -1 where none
     * is.
     */
    long indexOfMarker(long at) {
        for (int i = (int) Math.clamp(from + at, from, to); i < to - 1; i++) {
            if (array[i] == (byte) 0xff && endsScan(array[i + 1] & 0xff)) {
                return i - from;
            }
        }
        return -1;
    }

    private static boolean endsScan(int marker) {
        return marker != 0 && marker != 0xff && (marker & 0xf8) != 0xd0;
    }

    /** Makes this window a part of what a codec is given. */
    void addTo(Essence essence) {
        essence.add(array, from, to);
    }

    boolean is(long at, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (u8(at + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return at + ascii.length() <= length();
    }
}
