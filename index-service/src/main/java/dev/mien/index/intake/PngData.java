package dev.mien.index.intake;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The chunks of a PNG whose lengths are known to be right, and its data as one stream. */
final class PngData implements AutoCloseable {
    private static final int FIRST_CHUNK = 8;
    private static final int FRAME_BYTES = 12;

    private final byte[] file;
    private final Bytes bytes;
    private final Inflater inflater = new Inflater();
    private final byte[] one = new byte[1];
    private int next = FIRST_CHUNK;

    PngData(byte[] file) {
        this.file = file;
        this.bytes = Bytes.all(file);
    }

    /** The body of the first chunk of this name; empty where there is none. */
    Bytes chunk(String name) {
        for (int at = FIRST_CHUNK; at < file.length; at += FRAME_BYTES + length(at)) {
            if (bytes.is(at + 4, name)) {
                return bytes.part(at + 8, length(at));
            }
        }
        return bytes.part(0, 0);
    }

    /** Whether the sum of every chunk is right. */
    boolean isSound() {
        var crc = new CRC32();
        for (int at = FIRST_CHUNK; at < file.length; at += FRAME_BYTES + length(at)) {
            crc.reset();
            crc.update(file, at + 4, 4 + length(at));
            if (crc.getValue() != bytes.u32(at + 8 + length(at), false)) {
                return false;
            }
        }
        return true;
    }

    /** One byte, 0 to 255. */
    int read() throws DataFormatException {
        read(one, 1);
        return one[0] & 0xff;
    }

    /** Fills the beginning of {@code target}. */
    void read(byte[] target, int length) throws DataFormatException {
        int filled = 0;
        while (filled < length) {
            int inflated = inflater.inflate(target, filled, length - filled);
            filled += inflated;
            if (inflated == 0 && (inflater.finished() || inflater.needsDictionary() || !feed())) {
                throw new DataFormatException("there are fewer rows than there should be");
            }
        }
    }

    /** Reads what follows the last row: the stream's own sum, which is checked on the way. */
    void finish() throws DataFormatException {
        while (inflater.inflate(one) == 0 && !inflater.finished()) {
            if (!feed()) {
                throw new DataFormatException("the data has no end");
            }
        }
    }

    private boolean feed() {
        while (inflater.needsInput() && next < file.length) {
            int at = next;
            next += FRAME_BYTES + length(at);
            if (bytes.is(at + 4, "IDAT")) {
                inflater.setInput(file, at + 8, length(at));
            }
        }
        return !inflater.needsInput();
    }

    private int length(int at) {
        return (int) bytes.u32(at, false);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
