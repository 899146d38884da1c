package dev.mien.index.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process outside the Java heap and with it, by the kernel's account. */
public final class Resident {
    public static final Path STATUS = Path.of("/proc/self/status");

    private Resident() {}

    /** What it holds now. */
    public static long bytes() {
        return field("VmRSS:");
    }

    /** The most that it ever held. */
    public static long peakBytes() {
        return field("VmHWM:");
    }

    private static long field(String name) {
        try (var lines = Files.lines(STATUS)) {
            String line =
                    lines.filter(each -> each.startsWith(name)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
