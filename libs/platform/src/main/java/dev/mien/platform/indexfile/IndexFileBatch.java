package dev.mien.platform.indexfile;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Some parts of a file on their way into an installation, with all that is needed to open them. Prints nothing of it.
 *
 * <p>As bytes: key, terms and basis, each in UTF-8 after its length (u16); the first part's place (u64); the opening after
 * its length (u32); then the parts as they are in the file.
 *
 * @param key the file's, as its owner knows it
 * @param termsVersion the terms that these people have agreed to, by the importer's word
 * @param basis on what legal basis they are imported, in words
 * @param first the place of the first part in the file
 */
@SuppressWarnings("ArrayRecordComponent")
public record IndexFileBatch(
        String key, String termsVersion, String basis, byte[] opening, long first, List<byte[]> parts) {
    public static final String MEDIA_TYPE = "application/vnd.mien.index-parts";
    /** Parts of one batch: an enrollment that waits for the index waits for no more than these. */
    public static final int PARTS_MAX = 100;

    /** Bytes of key, terms or basis. */
    private static final int TEXT_BYTES_MAX = 4_096;

    public IndexFileBatch {
        Objects.requireNonNull(opening, "opening");
        parts = List.copyOf(parts);
        if (parts.size() > PARTS_MAX || first < 0) {
            throw new IllegalArgumentException("a batch has at most " + PARTS_MAX + " parts");
        }
    }

    public byte[] write() {
        List<byte[]> texts = List.of(bytes(key), bytes(termsVersion), bytes(basis));
        int size = texts.stream().mapToInt(text -> Short.BYTES + text.length).sum()
                + Long.BYTES
                + Integer.BYTES
                + opening.length
                + parts.stream().mapToInt(part -> part.length).sum();
        ByteBuffer to = ByteBuffer.allocate(size);
        texts.forEach(text -> to.putShort((short) text.length).put(text));
        to.putLong(first).putInt(opening.length).put(opening);
        parts.forEach(to::put);
        return to.array();
    }

    /** @throws IndexFileException when it is no batch */
    public static IndexFileBatch read(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        try {
            String key = text(from);
            String terms = text(from);
            String basis = text(from);
            long first = from.getLong();
            byte[] opening = new byte[Math.clamp(from.getInt(), 0, from.remaining())];
            from.get(opening);
            List<byte[]> parts = new ArrayList<>();
            while (from.hasRemaining()) {
                int length = from.getInt(from.position() + 1);
                if (length < 0 || length > IndexFileFormat.SEALED_BYTES_MAX) {
                    throw new IllegalArgumentException("no part is as long");
                }
                byte[] part = new byte[IndexFileFormat.PART_HEAD_BYTES + length];
                from.get(part);
                parts.add(part);
            }
            return new IndexFileBatch(key, terms, basis, opening, first, parts);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException malformed) {
            throw new IndexFileException("These are no parts of an index file.");
        }
    }

    private static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > TEXT_BYTES_MAX) {
            throw new IllegalArgumentException("a text of a batch has at most " + TEXT_BYTES_MAX + " bytes");
        }
        return bytes;
    }

    private static String text(ByteBuffer from) {
        byte[] text = new byte[Short.toUnsignedInt(from.getShort())];
        from.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "IndexFileBatch[" + parts.size() + " parts from " + first + "]";
    }
}
