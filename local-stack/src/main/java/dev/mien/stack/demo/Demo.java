package dev.mien.stack.demo;

import dev.mien.stack.client.Unexpected;
import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.suite.PartStatus;
import dev.mien.stack.suite.Progress;
import dev.mien.stack.suite.Stopwatch;
import dev.mien.stack.suite.Suite;
import dev.mien.stack.suite.SuiteConfig;
import dev.mien.stack.supervise.LogTail;
import dev.mien.stack.supervise.StackFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Uses the stack that runs, or starts one for as long as the demo takes. Exit codes: 0 all went well, 1 not. */
public final class Demo {
    private final Home home;
    private final Ports configured;

    private Demo(Home home, Ports configured) {
        this.home = home;
        this.configured = configured;
    }

    public static void main(String[] arguments) {
        int code;
        try {
            var home = Home.of(System.getenv("MIEN_HOME"));
            code = new Demo(home, Ports.parse(System.getenv("MIEN_PORT"))).run();
        } catch (StackFailure e) {
            System.err.println(e.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    private int run() {
        var watch = new Stopwatch();
        int code;
        if (Files.exists(home.readyMarker()) && PartStatus.launcherRuns(home)) {
            code = walk(Ports.ofRunning(home, configured), watch);
        } else {
            var repository = Path.of(System.getProperty("mien.repository", ""));
            var config = SuiteConfig.everything(home, configured, repository);
            try (var suite = Suite.start(config, Progress.printed())) {
                System.out.println("all ready (" + watch + ")");
                code = walk(suite.config().ports(), watch);
                System.out.println("stopping …");
            }
        }
        if (code == 0) {
            System.out.println("done (" + watch + ")");
        }
        return code;
    }

    private int walk(Ports ports, Stopwatch watch) {
        try {
            new Walk(new Steps(System.out), home, ports).go();
            return 0;
        } catch (Unexpected e) {
            System.err.println("The demo failed after " + watch + ": " + e.getMessage());
            System.err.print(unwell(ports));
            return 1;
        }
    }

    /** The parts that do not answer, with their last words: mostly the reason. */
    private String unwell(Ports ports) {
        return PartStatus.all(home, ports).stream()
                .filter(part -> part.state() != PartStatus.State.READY)
                .map(part ->
                        describe(part) + "\n" + LogTail.of(home.log(part.part().label())) + "\n")
                .collect(Collectors.joining());
    }

    private static String describe(PartStatus part) {
        return part.part().label()
                + switch (part.state()) {
                    case DIED -> " has ended by itself.";
                    case STOPPED -> " does not run.";
                    case UNREADY -> " runs, but is not ready.";
                    case READY -> " is ready.";
                };
    }
}
