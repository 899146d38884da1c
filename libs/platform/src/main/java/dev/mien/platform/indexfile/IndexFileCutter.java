package dev.mien.platform.indexfile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a stream into a file's opening and its parts, holding no more than one of them. It tells by itself what is no
 * index file, what ends early, and what goes on after its end; whether a part is genuine only the key tells. Not thread
 * safe.
 */
public final class IndexFileCutter {
    private final InputStream from;
    private final byte[] opening;
    private long parts;
    private boolean ended;

    /** @throws IndexFileException when it does not begin as an index file of a version that this one reads */
    public IndexFileCutter(InputStream from) throws IOException {
        this.from = from instanceof BufferedInputStream ? from : new BufferedInputStream(from);
        this.opening = readOpening();
    }

    /** Everything before the first part; not to be changed. */
    public byte[] opening() {
        return opening;
    }

    /** The header, in UTF-8. */
    public byte[] header() {
        return headerOf(opening);
    }

    /** @throws IndexFileException when these bytes are no opening */
    public static byte[] headerOf(byte[] opening) {
        int before = IndexFileFormat.BEFORE_HEADER_BYTES;
        requireMagic(opening.length < before ? new byte[0] : Arrays.copyOf(opening, before));
        if (ByteBuffer.wrap(opening).getInt(before - Integer.BYTES) != opening.length - before) {
            throw notOne();
        }
        return Arrays.copyOfRange(opening, before, opening.length);
    }

    /** How many parts have been cut. */
    public long parts() {
        return parts;
    }

    /** Whether the last part has been cut, and nothing follows. */
    public boolean ended() {
        return ended;
    }

    /**
     * The next part whole: kind, length, and what is sealed.
     *
     * @return null after the last one
     * @throws IndexFileException when the file ends early, goes on after its end, or has a part of impossible length
     */
    public byte[] next() throws IOException {
        if (ended) {
            return null;
        }
        byte[] head = whole(IndexFileFormat.PART_HEAD_BYTES);
        int length = ByteBuffer.wrap(head).getInt(1);
        if (head[0] != IndexFileFormat.TEMPLATE && head[0] != IndexFileFormat.END
                || length < IndexFileFormat.SEALED_BYTES_MIN
                || length > IndexFileFormat.SEALED_BYTES_MAX) {
            throw new IndexFileException("The file was changed at part " + parts + ": no part looks like this. Get the"
                    + " file once more.");
        }
        byte[] part = Arrays.copyOf(head, head.length + length);
        System.arraycopy(whole(length), 0, part, head.length, length);
        parts++;
        if (head[0] == IndexFileFormat.END) {
            ended = true;
            if (from.read() != -1) {
                throw new IndexFileException("Something follows the file's end. Get the file once more.");
            }
        }
        return part;
    }

    private byte[] readOpening() throws IOException {
        byte[] first = from.readNBytes(IndexFileFormat.BEFORE_HEADER_BYTES);
        requireMagic(first);
        int length = ByteBuffer.wrap(first).getInt(first.length - Integer.BYTES);
        if (length < 1 || length > IndexFileFormat.HEADER_BYTES_MAX) {
            throw notOne();
        }
        byte[] all = Arrays.copyOf(first, first.length + length);
        System.arraycopy(whole(length), 0, all, first.length, length);
        return all;
    }

    private static void requireMagic(byte[] first) {
        int magic = IndexFileFormat.MAGIC.length;
        if (first.length < IndexFileFormat.BEFORE_HEADER_BYTES
                || !Arrays.equals(first, 0, magic, IndexFileFormat.MAGIC, 0, magic)) {
            throw notOne();
        }
        int version = Short.toUnsignedInt(ByteBuffer.wrap(first).getShort(magic));
        if (version != IndexFileFormat.VERSION) {
            throw new IndexFileException("This is an index file of format version " + version + ", and this Mien reads"
                    + " version " + IndexFileFormat.VERSION + ": use the Mien that wrote it, or a newer one.");
        }
    }

    private static IndexFileException notOne() {
        return new IndexFileException("This is no index file of Mien.");
    }

    private byte[] whole(int bytes) throws IOException {
        byte[] read = from.readNBytes(bytes);
        if (read.length < bytes) {
            throw new IndexFileException(
                    "The file ends early, after " + parts + " whole parts. Get the file once more.");
        }
        return read;
    }
}
