package dev.mien.system.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The shell blocks of a document, and a shell for them. */
final class ShellBlocks {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private final Path folder;

    /** @param folder where the shell stands */
    ShellBlocks(Path folder) {
        this.folder = folder;
    }

    /** All of a document, in their order; from a heading on, where one is given. */
    static List<String> of(Path document, String heading) throws IOException {
        String text = Files.readString(document);
        int from = text.indexOf(heading);
        if (from < 0) {
            throw new IllegalArgumentException(document + " has no '" + heading + "'");
        }
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.start() >= from)
                .map(block -> block.group(1))
                .toList();
    }

    /** Whether this machine has the program. */
    static boolean knows(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "-c", "command -v " + program)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** What the block prints; fails with it when any of its commands does. */
    String run(String block, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", block).directory(folder.toFile());
        shell.environment().putAll(environment);
        Path errors = folder.resolve("errors");
        Process process = shell.redirectError(errors.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(block + "\nprinted: " + said + Files.readString(errors));
        }
        return said;
    }
}
