package dev.mien.stack;

import dev.mien.stack.keys.KeyRing;
import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.oidc.PasswordLogin;
import dev.mien.stack.suite.PartStatus;
import dev.mien.stack.suite.Progress;
import dev.mien.stack.suite.Stopwatch;
import dev.mien.stack.suite.Suite;
import dev.mien.stack.suite.SuiteConfig;
import dev.mien.stack.supervise.Leftovers;
import dev.mien.stack.supervise.Pause;
import dev.mien.stack.supervise.PidFile;
import dev.mien.stack.supervise.StackFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** {@code run} in the foreground until Ctrl-C, {@code status}, {@code down}, {@code token}. */
public final class LocalStack {
    private static final Duration DOWN_WITHIN = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Home home;
    private final Ports ports;

    private LocalStack(Home home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    /** Exit codes: 0 done, 1 a failure that a sentence explains, 2 an unknown command, 3 (status) not all ready. */
    public static void main(String[] arguments) {
        System.exit(command(arguments.length == 1 ? arguments[0] : ""));
    }

    private static int command(String name) {
        try {
            var stack = new LocalStack(Home.of(System.getenv("MIEN_HOME")), Ports.parse(System.getenv("MIEN_PORT")));
            return switch (name) {
                case "run" -> stack.run();
                case "status" -> stack.status();
                case "down" -> stack.down();
                case "token" -> stack.token();
                default -> {
                    System.err.println("LocalStack run | status | down | token");
                    yield 2;
                }
            };
        } catch (StackFailure e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private int run() {
        var watch = new Stopwatch();
        var suite = Suite.start(SuiteConfig.everything(home, ports, repository()), Progress.printed());
        System.out.println("Mien is ready on " + ports.url(Part.GATEWAY) + " (" + watch + ").");
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("stopping …");
            suite.close();
            System.out.println("stopped");
            stopped.countDown();
        }));
        try {
            stopped.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private int status() {
        var all = PartStatus.all(home, Ports.ofRunning(home, ports));
        System.out.printf("%-20s %-8s %8s %6s%n", "part", "state", "pid", "port");
        for (var part : all) {
            var pid = part.pid().isPresent() ? Long.toString(part.pid().getAsLong()) : "-";
            var state = part.state().name().toLowerCase(Locale.ROOT);
            System.out.printf("%-20s %-8s %8s %6d%n", part.part().label(), state, pid, part.port());
        }
        return all.stream().allMatch(part -> part.state() == PartStatus.State.READY) ? 0 : 3;
    }

    /** Asks the launcher to end, which stops the parts in order; then looks for parts that had lost their launcher. */
    private int down() {
        var launcher = PidFile.read(home.launcherPid()).flatMap(PidFile::process);
        if (launcher.isEmpty()) {
            Leftovers.clear(home.run());
            System.out.println("Nothing runs from " + home.root() + ".");
            return 0;
        }
        System.out.println("stopping …");
        launcher.get().destroy();
        long deadline = System.nanoTime() + DOWN_WITHIN.toNanos();
        while (launcher.get().isAlive()) {
            if (System.nanoTime() > deadline) {
                System.err.println("The launcher did not stop within " + DOWN_WITHIN.toSeconds() + " s and is killed.");
                launcher.get().destroyForcibly();
            }
            Pause.of(BETWEEN_LOOKS);
        }
        Leftovers.clear(home.run());
        System.out.println("stopped");
        return 0;
    }

    /** Prints an access token of the console's owner, for calls by hand. */
    private int token() {
        var password = new KeyRing(home.keys()).consoleOwner();
        int port = Ports.ofRunning(home, ports).of(Part.OIDC);
        System.out.println(PasswordLogin.accessToken(port, KeyRing.OWNER, password));
        return 0;
    }

    /** Where the services were built; {@code ./mien} says it. */
    private static Path repository() {
        return Path.of(System.getProperty("mien.repository", ""));
    }
}
