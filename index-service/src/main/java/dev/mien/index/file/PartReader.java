package dev.mien.index.file;

import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.indexfile.IndexFileCutter;
import dev.mien.platform.indexfile.IndexFileException;
import dev.mien.platform.indexfile.IndexFileFormat;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Opens parts of a file in whatever order they come, each for the place that it claims. Thread safe for reading. */
public final class PartReader {
    private final FileHeader header;
    private final Parts parts;

    /**
     * @param opening everything before the first part
     * @param key stays the caller's to close
     * @throws IndexFileException when it is no opening, or the key is another file's
     */
    public PartReader(byte[] opening, FileKey key) {
        this.header = FileHeader.read(IndexFileCutter.headerOf(opening));
        if (!key.check().equals(header.keyCheck())) {
            throw new IndexFileException("The key is not that of file " + header.file() + ". Ask for that file's key.");
        }
        this.parts = new Parts(opening, key);
    }

    public FileHeader header() {
        return header;
    }

    /** What a part holds. */
    public sealed interface Part {
        /** One template; the caller's to close. */
        record Template(CarriedTemplate template) implements Part {}

        /** The end. @param digest of everything before it */
        @SuppressWarnings("ArrayRecordComponent")
        record End(long templates, byte[] digest) implements Part {}
    }

    /**
     * @param place of the part in its file, from 0
     * @throws IndexFileException when that is not what was written there
     */
    public Part read(byte[] part, long place) {
        try (SecretBytes plain = parts.open(part, place)) {
            ByteBuffer from = ByteBuffer.wrap(plain.expose());
            if (part[0] == IndexFileFormat.TEMPLATE) {
                return new Part.Template(CarriedTemplate.read(from, header));
            }
            long templates = from.getLong();
            byte[] digest = new byte[from.remaining()];
            from.get(digest);
            if (templates != place) {
                throw Parts.changed(place);
            }
            return new Part.End(templates, digest);
        } catch (IllegalArgumentException | BufferUnderflowException otherwise) {
            throw new IndexFileException(
                    "Part " + place + " of the file is sealed well, and holds what this Mien does not"
                            + " understand: it was written by another one, or by mistake.");
        }
    }
}
