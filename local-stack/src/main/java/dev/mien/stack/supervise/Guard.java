package dev.mien.stack.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes under a small shell script that ends them when this JVM ends, however it ends. The script waits on a
 * pipe that only this JVM writes to; the kernel closes it for a JVM that was killed with -9.
 */
public final class Guard {
    private static final Duration PID_WITHIN = Duration.ofSeconds(20);

    private final Path run;

    /** @param run the directory of the process ids' files; made when absent */
    public Guard(Path run) {
        this.run = run;
    }

    /** Starts the command. A failure of the command itself shows in {@link Guarded#isAlive()} and its log. */
    public Guarded start(Command command) {
        try {
            Files.createDirectories(run);
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            var pidFile = run.resolve(command.name() + ".pid");
            Files.deleteIfExists(pidFile);
            long logFrom = Files.exists(command.log()) ? Files.size(command.log()) : 0;
            var builder = new ProcessBuilder(guardLine(command, pidFile))
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(command.log().toFile()))
                    .redirectErrorStream(true);
            builder.environment().putAll(command.environment());
            var guard = builder.start();
            return new Guarded(command, guard, awaitPid(guard, pidFile, command), pidFile, logFrom);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> guardLine(Command command, Path pidFile) throws IOException {
        var line = new ArrayList<String>();
        line.addAll(List.of("/bin/sh", "-c", script(), "mien-guard", pidFile.toString()));
        line.addAll(List.of(Long.toString(command.grace().toSeconds()), command.stopSignal()));
        line.add(command.trash().map(Path::toString).orElse(""));
        line.addAll(command.line());
        return line;
    }

    private static String script() throws IOException {
        try (var in = Guard.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new IllegalStateException("guard.sh is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The script writes the bare id; the file is completed with the start time, which makes it trustworthy later. */
    private static PidFile awaitPid(Process guard, Path file, Command command) throws IOException {
        long deadline = System.nanoTime() + PID_WITHIN.toNanos();
        while (!Files.exists(file)) {
            if (!guard.isAlive() || System.nanoTime() > deadline) {
                guard.destroyForcibly();
                throw new StackFailure(command.name() + " could not be started.\n" + LogTail.of(command.log()));
            }
            Pause.of(Duration.ofMillis(5));
        }
        long pid = Long.parseLong(Files.readString(file).strip());
        var identity = ProcessHandle.of(pid).map(PidFile::of).orElseGet(() -> new PidFile(pid, Instant.EPOCH));
        identity.write(file);
        return identity;
    }
}
