package dev.mien.stack.service;

import dev.mien.stack.keys.SecretFiles;
import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.supervise.Command;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Guarded;
import dev.mien.stack.supervise.Loopback;
import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One replica of a service, as a process. */
public final class ServiceProcess {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-Xmx384m",
            "-XX:+ExitOnOutOfMemoryError",
            // What runs once a request is compiled for good after a thousand requests instead of five thousand.
            "-XX:Tier4InvocationThreshold=1000",
            "-XX:Tier4MinInvocationThreshold=200",
            "-XX:Tier4CompileThreshold=3000",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /** The search's fastest loops are written with it; where a JVM has no such module, others run. */
    private static final String VECTORS = "jdk.incubator.vector";

    private final Part service;
    private final int port;
    private final Guarded process;

    private ServiceProcess(Part service, int port, Guarded process) {
        this.service = service;
        this.port = port;
        this.process = process;
    }

    /**
     * What is needed to start a replica.
     *
     * @param name of the process; the service's own for the first replica
     * @param repository where the services were built
     * @param settings written to a private file, which the service reads at start
     * @param jvm options that are added to the JVM's own
     */
    public record Start(
            Part service,
            String name,
            int port,
            Path repository,
            Home home,
            Map<String, String> settings,
            List<String> jvm) {
        /** Never prints the settings: there are passwords among them. */
        @Override
        public String toString() {
            return "Start[" + name + ", " + port + "]";
        }
    }

    /** Starts it, without waiting until it is ready. */
    public static ServiceProcess start(Start start, Guard guard) {
        var jar = start.repository().resolve(start.service().label()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new StackFailure(start.service().label() + " is not built: " + jar
                    + " is missing. Use ./mien, or build it with mvn package.");
        }
        if (!Loopback.isFree(start.port())) {
            throw new StackFailure("Port " + start.port() + " (" + start.name() + ") is taken.");
        }
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JVM);
        line.addAll(start.jvm());
        if (start.service() == Part.INDEX
                && ModuleFinder.ofSystem().find(VECTORS).isPresent()) {
            line.addAll(List.of("--add-modules", VECTORS));
        }
        line.add("-Djava.io.tmpdir=" + made(start.home().temporary(start.name())));
        line.add("-Dquarkus.config.locations=" + settingsFile(start));
        line.addAll(List.of("-jar", jar.toString()));
        var environment = Map.of("ORT_DISABLE_TELEMETRY", "1");
        var log = start.home().log(start.name());
        var command = new Command(start.name(), line, environment, log, "TERM", GRACE, Optional.empty());
        return new ServiceProcess(start.service(), start.port(), guard.start(command));
    }

    /** Ordinal 290: before the service's own properties, after system properties that a test might add. */
    private static Path settingsFile(Start start) {
        var text = start.settings().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n", "config_ordinal=290\n", ""));
        return new SecretFiles(start.home().run().resolve("settings")).replace(start.name() + ".properties", text);
    }

    private static Path made(Path temporary) {
        try {
            Files.createDirectories(temporary);
            return temporary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the service says that it is ready; fails with its last words when it ends or takes too long. */
    public void awaitReady(Duration within) {
        Readiness.await(process, url() + "/q/health/ready", within);
    }

    public Part service() {
        return service;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://" + Loopback.HOST + ":" + port;
    }

    public Guarded process() {
        return process;
    }
}
