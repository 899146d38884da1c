package dev.mien.stack.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Processes of a launcher that was killed. Their guards are ending them; whoever follows waits for that. */
public final class Leftovers {
    /** Longer than any part's grace. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Leftovers() {}

    /** Returns when no process of the directory's files runs: waits for each, then kills it, and removes its file. */
    public static void clear(Path run) {
        long deadline = System.nanoTime() + WAIT.toNanos();
        for (var file : pidFiles(run)) {
            PidFile.read(file).flatMap(PidFile::process).ifPresent(process -> end(process, deadline));
            delete(file);
        }
    }

    private static void end(ProcessHandle process, long deadline) {
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private static List<Path> pidFiles(Path run) {
        var found = new ArrayList<Path>();
        if (Files.isDirectory(run)) {
            try (var files = Files.newDirectoryStream(run, "*.pid")) {
                files.forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
