package dev.mien.index.file;

import dev.mien.platform.crypto.Derived;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.indexfile.IndexFileException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A file's key as its owner sees it: {@value #PREFIX} and 32 bytes in base64url. Prints nothing, zeroed on close. */
public final class FileKey implements AutoCloseable {
    static final String PREFIX = "mien_ik_";

    private static final Pattern TEXT = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final String CHECK = "mien/index-file/check/v1";
    private static final int CHECK_BYTES = 8;
    private final SecretBytes bytes;

    private FileKey(SecretBytes bytes) {
        this.bytes = bytes;
    }

    /** Takes the bytes over. */
    public static FileKey owning(SecretBytes bytes) {
        return new FileKey(bytes);
    }

    /** @throws IndexFileException when it is no key at all; what it was is not repeated */
    public static FileKey parse(String text) {
        String key = text == null ? "" : text.strip();
        if (!TEXT.matcher(key).matches()) {
            throw new IndexFileException(
                    "This is no key of an index file: one begins with " + PREFIX + " and has 51 characters.");
        }
        try {
            return owning(SecretBytes.owning(Base64.getUrlDecoder().decode(key.substring(PREFIX.length()))));
        } catch (IllegalArgumentException lastBits) {
            throw new IndexFileException("This is no key of an index file: its last character is wrong.");
        }
    }

    /** The key in the clear, for its owner's eyes. */
    public String text() {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.expose());
    }

    /** What a header says of its key. */
    public String check() {
        try (SecretBytes derived = Derived.key(bytes, CHECK)) {
            return HexFormat.of().formatHex(derived.expose(), 0, CHECK_BYTES);
        }
    }

    SecretBytes bytes() {
        return bytes;
    }

    @Override
    public void close() {
        bytes.close();
    }

    @Override
    public String toString() {
        return "FileKey[REDACTED]";
    }
}
