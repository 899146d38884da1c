package dev.mien.index.file;

import dev.mien.index.file.PartReader.Part;
import dev.mien.platform.indexfile.IndexFileCutter;
import dev.mien.platform.indexfile.IndexFileException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Reads a file from its beginning to its end, one part at a time. */
public final class FileReader {
    private FileReader() {}

    /** Takes one template, which is closed afterwards. */
    @FunctionalInterface
    public interface Visitor {
        void visit(FileHeader header, CarriedTemplate template) throws IOException;
    }

    /** What a file says of itself, for whoever has no key. Nothing that it says is proven. */
    public static FileHeader header(InputStream from) throws IOException {
        return FileHeader.read(new IndexFileCutter(from).header());
    }

    /**
     * Opens every part and checks the end. Templates are handed on as they come: what was done with them counts only
     * once this has returned.
     *
     * @return how many templates there are
     * @throws IndexFileException when it is not, from the first byte to the last, what was written
     */
    public static long read(InputStream from, FileKey key, Visitor visitor) throws IOException {
        IndexFileCutter cutter = new IndexFileCutter(from);
        PartReader parts = new PartReader(cutter.opening(), key);
        MessageDigest read = Parts.sha256();
        read.update(cutter.opening());
        while (true) {
            long place = cutter.parts();
            byte[] bytes = cutter.next();
            switch (parts.read(bytes, place)) {
                case Part.Template(CarriedTemplate template) -> {
                    try (template) {
                        visitor.visit(parts.header(), template);
                    }
                    read.update(bytes);
                }
                case Part.End(long templates, byte[] digest) -> {
                    if (!MessageDigest.isEqual(digest, read.digest())) {
                        throw new IndexFileException("The file's checksum is wrong. Get the file once more.");
                    }
                    return templates;
                }
            }
        }
    }
}
