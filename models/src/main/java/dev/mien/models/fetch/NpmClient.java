package dev.mien.models.fetch;

import static java.util.Objects.requireNonNull;

import dev.mien.models.profile.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine's npm, with the registry, proxy and cache that it is configured with. Scripts of packages never run. */
public final class NpmClient {

    /** For the largest package over a slow line; npm gives up by itself long before when nothing answers. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MESSAGE_LINES = 6;

    private final String command;

    /** @param command how npm is called, usually {@code npm} */
    public NpmClient(String command) {
        this.command = requireNonNull(command);
    }

    /** @return the package's archive, within the given folder; its hash is still to be checked */
    Path pack(Source.Npm source, Path into) throws Unavailable, IOException {
        Path log = into.resolve("npm.log");
        Process process = start(source, into, log);
        boolean ended;
        try {
            ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new Unavailable("Fetching %s was interrupted.".formatted(source.title()), interrupted);
        }
        if (!ended) {
            process.destroyForcibly();
            throw new Unavailable("npm has not fetched %s within %d minutes. Is the network there?"
                    .formatted(source.title(), PATIENCE.toMinutes()));
        }
        if (process.exitValue() != 0) {
            throw refused(source, log);
        }
        return archive(source, into);
    }

    private Process start(Source.Npm source, Path into, Path log) throws Unavailable {
        List<String> line = List.of(
                command,
                "pack",
                "--ignore-scripts",
                "--prefer-offline",
                "--loglevel=error",
                source.name() + "@" + source.version());
        try {
            // In an empty folder: no package.json or .npmrc of somebody's project takes part.
            return new ProcessBuilder(line)
                    .directory(into.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException missing) {
            throw new Unavailable("""
                    %s cannot be fetched: the command %s is missing.
                    Install Node.js, which brings npm (Debian, Ubuntu: apt-get install npm; macOS: brew install node), or put %s into the folder that %s names.\
                    """.formatted(source.title(), command, source.fileName(), Upstream.MIRROR), missing);
        }
    }

    private static Unavailable refused(Source.Npm source, Path log) throws IOException {
        String reason;
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            reason = lines.filter(line -> !line.isBlank() && !line.contains("complete log"))
                    .limit(MESSAGE_LINES)
                    .map(line -> "  " + line)
                    .collect(Collectors.joining("\n"));
        }
        return new Unavailable("""
                npm could not fetch %s:
                %s
                See whether npm reaches its registry from here (npm ping). Without network, put %s into the folder that %s names.\
                """.formatted(source.title(), reason, source.fileName(), Upstream.MIRROR));
    }

    private static Path archive(Source.Npm source, Path into) throws Unavailable, IOException {
        try (Stream<Path> files = Files.list(into)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new Unavailable(
                            "npm says that it fetched %s, but left no archive.".formatted(source.title())));
        }
    }
}
