package dev.mien.benchmarks;

import dev.mien.stack.client.Unexpected;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A main class of index-service, run to its end on the service's own class path. */
final class IndexServiceProcess {
    private IndexServiceProcess() {}

    /** @throws Unexpected when it does not end with 0 */
    static void run(Path repository, String main, List<String> options, List<String> arguments)
            throws Unexpected, IOException {
        run(repository, main, options, arguments, Map.of());
    }

    /** @param environment beside this process's own; what is secret is here, and not among arguments */
    static void run(
            Path repository, String main, List<String> options, List<String> arguments, Map<String, String> environment)
            throws Unexpected, IOException {
        List<String> line = new ArrayList<>();
        line.add(ProcessHandle.current().info().command().orElse("java"));
        line.add("--enable-native-access=ALL-UNNAMED");
        line.addAll(options);
        line.addAll(List.of("-cp", classPath(repository), main));
        line.addAll(arguments);
        try {
            ProcessBuilder process = new ProcessBuilder(line).inheritIO();
            process.environment().putAll(environment);
            int code = process.start().waitFor();
            if (code != 0) {
                throw new Unexpected("index-service's measurement ended with " + code + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("it was interrupted.");
        }
    }

    private static String classPath(Path repository) {
        Path packaged = repository.resolve("index-service/target/quarkus-app");
        return String.join(
                File.pathSeparator,
                packaged.resolve("app/*").toString(),
                packaged.resolve("lib/boot/*").toString(),
                packaged.resolve("lib/main/*").toString());
    }
}
