package dev.mien.stack.supervise;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to run under guard.
 *
 * @param name for messages, and for the process id's file
 * @param line program and arguments
 * @param environment added to the launcher's own
 * @param log gets what the process says, appended
 * @param stopSignal asks it to end, without {@code SIG}
 * @param grace how long it may take to end before it is killed, in whole seconds
 * @param trash a directory that is removed when the process has ended, even if the launcher was killed
 */
public record Command(
        String name,
        List<String> line,
        Map<String, String> environment,
        Path log,
        String stopSignal,
        Duration grace,
        Optional<Path> trash) {
    public Command {
        requireNonNull(name);
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
        requireNonNull(log);
        requireNonNull(stopSignal);
        if (line.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        if (grace.toSeconds() < 1) {
            throw new IllegalArgumentException("grace must be at least a second: " + grace);
        }
    }
}
