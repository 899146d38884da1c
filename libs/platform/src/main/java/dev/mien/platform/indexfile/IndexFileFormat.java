package dev.mien.platform.indexfile;

/** The numbers of docs/index-format.md. */
public final class IndexFileFormat {
    public static final String MEDIA_TYPE = "application/vnd.mien.index";
    /** The version that is written, and the only one that is read. */
    public static final int VERSION = 1;
    /** Bytes of a header, at most. */
    public static final int HEADER_BYTES_MAX = 1 << 16;
    /** Bytes of a sealed part, at most: five vectors of 512 numbers, and then some. */
    public static final int SEALED_BYTES_MAX = 1 << 14;
    /** A part that holds a template. */
    public static final byte TEMPLATE = 1;
    /** The last part. */
    public static final byte END = 2;
    /** A part's kind and length, before what is sealed. */
    public static final int PART_HEAD_BYTES = 5;

    /** The nonce and the tag: nothing shorter is sealed. */
    static final int SEALED_BYTES_MIN = 28;
    /** {@code MIENIDX}, and a line's end that careless transfers would change. */
    static final byte[] MAGIC = {'M', 'I', 'E', 'N', 'I', 'D', 'X', '\n'};

    /** Magic, version and the header's length. */
    public static final int BEFORE_HEADER_BYTES = MAGIC.length + 2 + 4;

    private IndexFileFormat() {}

    /** A new file's first bytes, up to its header. */
    public static byte[] opening(byte[] header) {
        if (header.length < 1 || header.length > HEADER_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a header has 1 to " + HEADER_BYTES_MAX + " bytes, not " + header.length);
        }
        return java.nio.ByteBuffer.allocate(BEFORE_HEADER_BYTES + header.length)
                .put(MAGIC)
                .putShort((short) VERSION)
                .putInt(header.length)
                .put(header)
                .array();
    }
}
