package dev.mien.models.fetch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads named members out of a {@code .tgz}: tar as POSIX has it (ustar), which npm writes. */
public final class Archive {

    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int KIND_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_BYTES = 155;
    private static final int OCTAL = 8;

    /** No model file comes near it; what is larger is not read into memory. */
    private static final long MAX_MEMBER_BYTES = 512L << 20;

    private Archive() {}

    /**
     * @param members names as they stand in the archive
     * @return the content of each of them
     * @throws Unavailable if one is missing, or the archive is damaged
     */
    public static Map<String, byte[]> read(Path tgz, Set<String> members) throws Unavailable, IOException {
        Map<String, byte[]> found = new HashMap<>();
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(tgz)))) {
            byte[] header = in.readNBytes(BLOCK);
            while (found.size() < members.size() && header.length == BLOCK && header[0] != 0) {
                String name = name(header);
                long size = size(header);
                if (isFile(header) && members.contains(name)) {
                    found.put(name, content(in, size));
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                header = in.readNBytes(BLOCK);
            }
        } catch (ZipException | EOFException | NumberFormatException damaged) {
            throw new Unavailable("The archive %s is damaged.".formatted(tgz.getFileName()), damaged);
        }
        for (String member : members) {
            if (!found.containsKey(member)) {
                throw new Unavailable("The archive %s has no %s.".formatted(tgz.getFileName(), member));
            }
        }
        return found;
    }

    private static byte[] content(InputStream in, long size) throws IOException {
        if (size > MAX_MEMBER_BYTES) {
            throw new ZipException("a member of %d bytes".formatted(size));
        }
        byte[] content = in.readNBytes(Math.toIntExact(size));
        if (content.length < size) {
            throw new EOFException("the archive ends within a member");
        }
        return content;
    }

    private static boolean isFile(byte[] header) {
        return header[KIND_AT] == '0' || header[KIND_AT] == 0;
    }

    private static String name(byte[] header) {
        String name = text(header, 0, NAME_BYTES);
        String prefix = text(header, PREFIX_AT, PREFIX_BYTES);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static long size(byte[] header) {
        return Long.parseUnsignedLong(text(header, SIZE_AT, SIZE_BYTES).strip(), OCTAL);
    }

    private static String text(byte[] header, int at, int bytes) {
        int end = at;
        while (end < at + bytes && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }
}
