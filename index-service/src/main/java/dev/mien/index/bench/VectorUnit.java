package dev.mien.index.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.LongVector;

/** What the vector kernel has to work with: on another processor its figures would be others. */
final class VectorUnit {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final String COUNTS_BITS = "avx512_vpopcntdq";
    private static final int WIDEST = 512;

    private VectorUnit() {}

    /** In words, and whether that is all it could use. */
    static String describe() {
        int bits = LongVector.SPECIES_PREFERRED.vectorBitSize();
        String width = bits >= WIDEST
                ? "vectors of " + bits + " bits"
                : "vectors of " + bits + " bits, two or more steps for one of 512";
        return width + ", " + (countsBits() ? "an instruction that counts their bits" : "none known that counts bits");
    }

    /** False as well where nothing says so. */
    private static boolean countsBits() {
        try {
            List<String> lines = Files.readAllLines(PROCESSOR);
            return lines.stream()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .filter(flags -> Arrays.asList(flags.split("\\s+")).contains(COUNTS_BITS))
                    .isPresent();
        } catch (IOException none) {
            return false;
        }
    }
}
