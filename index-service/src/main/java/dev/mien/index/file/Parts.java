package dev.mien.index.file;

import dev.mien.platform.crypto.Aead;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.indexfile.IndexFileException;
import dev.mien.platform.indexfile.IndexFileFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Seals and opens a file's parts. Each is bound to everything before the first one, to its place and to whether it is
 * the last: so none can be changed, moved, doubled or left out, nor the last ones cut off. Not thread safe.
 */
final class Parts {
    private static final byte[] PURPOSE = "mien/index-file/part/v1".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;
    private final FileKey key;
    private final byte[] opening;

    /** @param opening everything before the first part; the key stays the caller's to close */
    Parts(byte[] opening, FileKey key) {
        this.opening = sha256().digest(opening);
        this.key = key;
    }

    /** @param plain zeroed */
    byte[] seal(byte kind, long place, byte[] plain) {
        try (SecretBytes secret = SecretBytes.owning(plain)) {
            byte[] sealed = Aead.seal(key.bytes(), secret.expose(), bind(kind, place));
            return ByteBuffer.allocate(IndexFileFormat.PART_HEAD_BYTES + sealed.length)
                    .put(kind)
                    .putInt(sealed.length)
                    .put(sealed)
                    .array();
        }
    }

    /** @throws IndexFileException when it is not what was sealed for this place of this file */
    SecretBytes open(byte[] part, long place) {
        int head = IndexFileFormat.PART_HEAD_BYTES;
        if (part.length < head || ByteBuffer.wrap(part).getInt(1) != part.length - head) {
            throw changed(place);
        }
        return Aead.open(key.bytes(), Arrays.copyOfRange(part, head, part.length), bind(part[0], place))
                .orElseThrow(() -> changed(place));
    }

    static IndexFileException changed(long place) {
        return new IndexFileException(
                "Part " + place + " of the file, counted from 0, was changed, moved, doubled or left"
                        + " out since the file was written. Get the file once more.");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private byte[] bind(byte kind, long place) {
        return ByteBuffer.allocate(PURPOSE.length + DIGEST_BYTES + Long.BYTES + 1)
                .put(PURPOSE)
                .put(opening)
                .putLong(place)
                .put(kind)
                .array();
    }
}
