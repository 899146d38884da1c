package dev.mien.models.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes archives as npm does. */
public final class Tgz {

    private static final int BLOCK = 512;

    private Tgz() {}

    public static byte[] of(Map<String, byte[]> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream tar = new GZIPOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                tar.write(header(member.getKey(), member.getValue().length));
                tar.write(member.getValue());
                tar.write(new byte[(BLOCK - member.getValue().length % BLOCK) % BLOCK]);
            }
            tar.write(new byte[2 * BLOCK]);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(String name, int size) {
        byte[] header = new byte[BLOCK];
        int slash = name.length() > 100 ? name.lastIndexOf('/') : -1;
        put(header, 0, name.substring(slash + 1));
        put(header, 345, slash < 0 ? "" : name.substring(0, slash));
        put(header, 124, "%011o".formatted(size));
        put(header, 156, "0");
        put(header, 257, "ustar");
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
