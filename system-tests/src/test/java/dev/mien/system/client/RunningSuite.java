package dev.mien.system.client;

import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.suite.Progress;
import dev.mien.stack.suite.Suite;
import dev.mien.stack.suite.SuiteConfig;
import dev.mien.testing.faces.SharedFaces;
import dev.mien.testing.jvm.LongRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The whole suite, started once for all tests of this JVM, in a home of its own. Who breaks a part mends it. */
public final class RunningSuite {
    private static final int LOWEST_PORT = 17_400;
    private static final int ROW = 20;
    private static final int ROWS = 600;
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1");

    private static Suite suite;

    private RunningSuite() {}

    /** The suite, every part of it running. */
    public static synchronized Suite get() {
        if (suite == null) {
            // All tests come from one network, and open more sessions than the visitors of a household.
            var config = configured(freshHome("suite-home"), new Ports(freeBase()))
                    .with(Part.GATEWAY, "mien.sessions.per-minute-and-network", "100000");
            suite = Suite.start(config, Progress.printed());
            Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "suite-close"));
        }
        return suite;
    }

    /**
     * Every part, as a person starts it; but the short form's services live for minutes at most, and compile for them:
     * starting one, which tests do dozens of times, costs half as much.
     */
    public static SuiteConfig configured(Home home, Ports ports) {
        return SuiteConfig.everything(home, ports, repository()).withJvm(LongRun.asked() ? List.of() : SHORT_LIVED);
    }

    public static Mien mien() {
        return new Mien(get());
    }

    public static SamplePhotos samples() {
        return new SamplePhotos(SharedFaces.samples());
    }

    /**
     * The first of twenty ports in a row that nobody listens on now. Looked for from anywhere on: tests of another
     * checkout may be about to take the lowest ones.
     */
    public static int freeBase() {
        int first = ThreadLocalRandom.current().nextInt(ROWS);
        return IntStream.range(0, ROWS)
                .map(i -> LOWEST_PORT + (first + i) % ROWS * ROW)
                .filter(base -> IntStream.range(base, base + ROW).allMatch(RunningSuite::free))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no twenty free ports in a row below 30000"));
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    public static Path repository() {
        return Path.of("").toAbsolutePath().getParent();
    }

    /** Under {@code target}, empty but for the installed models. */
    public static Home freshHome(String name) {
        Path root = Path.of("target", name).toAbsolutePath();
        try {
            if (Files.exists(root)) {
                try (Stream<Path> all = Files.walk(root)) {
                    List<Path> deepestFirst =
                            all.sorted(Comparator.reverseOrder()).toList();
                    for (Path path : deepestFirst) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(root);
            // The models are large and never change: the suite shares the ones that the set-up installed.
            Files.createSymbolicLink(
                    root.resolve("models"), SharedFaces.samples().getParent());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new Home(root);
    }
}
