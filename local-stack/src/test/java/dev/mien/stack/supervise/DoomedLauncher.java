package dev.mien.stack.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A launcher for {@link GuardTest} to kill: starts one guarded process, prints its id, and waits. */
final class DoomedLauncher {
    private DoomedLauncher() {}

    public static void main(String[] arguments) throws InterruptedException {
        var directory = Path.of(arguments[0]);
        var line = List.of(arguments).subList(1, arguments.length);
        var command = new Command(
                "part", line, Map.of(), directory.resolve("log"), "TERM", Duration.ofSeconds(1), Optional.empty());
        System.out.println(new Guard(directory).start(command).pid());
        Thread.sleep(Duration.ofMinutes(5));
    }
}
