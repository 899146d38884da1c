package dev.mien.index.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Another Java process with our classes, looked at from outside: what it leaves behind when it crashes, and what it
 * says.
 *
 * @param exit 0 when it came to its end
 */
public record Child(int exit, List<String> said, String errors) {

    /**
     * A heap of a fixed size that is touched from the start: what its memory grows by later is not Java's. And with so
     * much room for the young that a single picture is over before the collector runs, which leaves copies of what it
     * moves.
     */
    private static final List<String> STEADY_HEAP = List.of(
            "-Xms192m", "-Xmx192m", "-Xmn128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:MetaspaceSize=128m");

    public static Child run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Process process = start(main, arguments);
        var errors = CompletableFuture.supplyAsync(() -> text(process), Thread::startVirtualThread);
        List<String> said;
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            said = lines.lines().toList();
        }
        return new Child(process.waitFor(), said, errors.join());
    }

    /** One that is spoken with. */
    public static Process start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(STEADY_HEAP);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    String last() {
        return said.isEmpty() ? "" : said.getLast();
    }

    private static String text(Process process) {
        try (var lines = process.errorReader(StandardCharsets.UTF_8)) {
            return String.join("\n", lines.lines().toList());
        } catch (IOException gone) {
            return gone.toString();
        }
    }
}
