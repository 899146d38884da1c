package dev.mien.index.intake;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs of bytes that are looked for in all that another process has in memory, heap and native, or in files. */
public final class Needles {
    /** As long as eight pixels: nothing else has them by chance. */
    static final int BYTES = 32;

    /** Below that, something else might have them by chance. */
    private static final int BYTES_MIN = Long.BYTES;

    private static final int WINDOW_BYTES = 1 << 20;

    private final Map<Integer, List<byte[]>> byBeginning = new HashMap<>();
    private final BitSet beginnings = new BitSet(1 << 16);
    private final int longest;

    public Needles(List<byte[]> needles) {
        longest = needles.stream().mapToInt(needle -> needle.length).max().orElseThrow();
        for (byte[] needle : needles) {
            if (needle.length < BYTES_MIN) {
                throw new IllegalArgumentException("a needle has at least " + BYTES_MIN + " bytes");
            }
            byBeginning
                    .computeIfAbsent(beginning(needle, 0), none -> new ArrayList<>())
                    .add(needle);
            beginnings.set(beginning(needle, 0) >>> 16);
        }
    }

    /** Those that are somewhere in the process. */
    public int foundIn(long process) throws IOException {
        Map<byte[], Boolean> found = new HashMap<>();
        Path folder = Path.of("/proc", Long.toString(process));
        try (var memory = new RandomAccessFile(folder.resolve("mem").toFile(), "r")) {
            for (String line : Files.readAllLines(folder.resolve("maps"))) {
                String[] fields = line.split("[ -]+");
                if (fields[2].startsWith("rw")) {
                    search(memory, Long.parseUnsignedLong(fields[0], 16), Long.parseUnsignedLong(fields[1], 16), found);
                }
            }
        }
        return found.size();
    }

    /** Those that are somewhere in one of these files. */
    public int foundIn(List<Path> files) throws IOException {
        Map<byte[], Boolean> found = new HashMap<>();
        for (Path file : files) {
            try (var content = new RandomAccessFile(file.toFile(), "r")) {
                search(content, 0, content.length(), found);
            }
        }
        return found.size();
    }

    private void search(RandomAccessFile memory, long from, long to, Map<byte[], Boolean> found) throws IOException {
        byte[] window = new byte[WINDOW_BYTES + longest];
        for (long at = from; at < to; at += WINDOW_BYTES) {
            int length = (int) Math.min(window.length, to - at);
            try {
                memory.seek(at);
                length = memory.read(window, 0, length);
            } catch (IOException notThere) {
                // Reserved, and never touched: the kernel has nothing to show.
                continue;
            }
            for (int i = 0; i + Integer.BYTES <= length; i++) {
                if (beginnings.get((window[i] & 0xff) << 8 | window[i + 1] & 0xff)) {
                    for (byte[] needle : byBeginning.getOrDefault(beginning(window, i), List.of())) {
                        if (i + needle.length <= length
                                && Arrays.equals(window, i, i + needle.length, needle, 0, needle.length)) {
                            found.put(needle, true);
                        }
                    }
                }
            }
        }
    }

    private static int beginning(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }
}
