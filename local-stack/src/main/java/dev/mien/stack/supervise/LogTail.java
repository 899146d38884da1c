package dev.mien.stack.supervise;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, for messages: at most {@value #LINES} lines out of the last {@value #BYTES} bytes. */
public final class LogTail {
    static final int LINES = 15;
    static final int BYTES = 16 * 1024;

    private LogTail() {}

    /** Indented lines with the log's place, or only its place when it cannot be read. */
    public static String of(Path log) {
        return of(log, 0);
    }

    /** As {@link #of(Path)}, of what stands after the first {@code offset} bytes. */
    public static String of(Path log, long offset) {
        var place = "log: " + log;
        try {
            List<String> lines = read(log, offset).lines().toList();
            var last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
            return last.isEmpty() ? place : "    " + String.join("\n    ", last) + "\n" + place;
        } catch (IOException _) {
            return place;
        }
    }

    private static String read(Path log, long offset) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(Math.min(offset, file.length()), file.length() - BYTES);
            var bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
