package dev.mien.index.file;

import dev.mien.platform.indexfile.IndexFileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Writes a file, part by part. Without {@link #finish} it is none: nobody reads one that ends early. Not thread safe. */
public final class FileWriter {
    private final OutputStream to;
    private final Parts parts;
    private final MessageDigest written = Parts.sha256();
    private long templates;

    /** Writes the opening. @param key stays the caller's to close, once the file is finished */
    public FileWriter(OutputStream to, FileHeader header, FileKey key) throws IOException {
        this.to = to;
        byte[] opening = IndexFileFormat.opening(header.write());
        this.parts = new Parts(opening, key);
        append(opening);
    }

    /** @param template stays the caller's to close */
    public void add(CarriedTemplate template) throws IOException {
        append(parts.seal(IndexFileFormat.TEMPLATE, templates, template.write()));
        templates++;
    }

    /** How many templates it holds. */
    public long templates() {
        return templates;
    }

    /** Writes the end: how many there are, and the digest of all that was written. */
    public void finish() throws IOException {
        byte[] digest = written.digest();
        byte[] plain = ByteBuffer.allocate(Long.BYTES + digest.length)
                .putLong(templates)
                .put(digest)
                .array();
        to.write(parts.seal(IndexFileFormat.END, templates, plain));
        to.flush();
    }

    private void append(byte[] bytes) throws IOException {
        written.update(bytes);
        to.write(bytes);
    }
}
