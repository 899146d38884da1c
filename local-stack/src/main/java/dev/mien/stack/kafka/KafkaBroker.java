package dev.mien.stack.kafka;

import dev.mien.stack.supervise.Command;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Guarded;
import dev.mien.stack.supervise.LogTail;
import dev.mien.stack.supervise.Loopback;
import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** A running broker that answers and has Mien's topics. */
public final class KafkaBroker {
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** A second to start instead of five: one collector, one compiler, no more memory than a laptop gives away. */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx320m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

    private final KafkaSettings settings;
    private final Guarded process;

    private KafkaBroker(KafkaSettings settings, Guarded process) {
        this.settings = settings;
        this.process = process;
    }

    /** Formats the data directory if need be, starts the broker, and returns when all topics are there. */
    public static KafkaBroker start(KafkaSettings settings, Guard guard) {
        for (int port : List.of(settings.port(), settings.controllerPort())) {
            if (!Loopback.isFree(port)) {
                throw new StackFailure("Port " + port + " (" + settings.name() + ") is taken.");
            }
        }
        try {
            Files.createDirectories(settings.data());
            Files.createDirectories(settings.log().toAbsolutePath().getParent());
            var properties = settings.data().resolveSibling(settings.name() + ".properties");
            Files.writeString(properties, settings.properties());
            if (!Files.exists(settings.data().resolve("meta.properties"))) {
                format(settings, properties);
            }
            var line = java("kafka.Kafka", properties.toString());
            var process = guard.start(
                    new Command(settings.name(), line, Map.of(), settings.log(), "TERM", GRACE, settings.scratch()));
            TopicCreation.awaitAll(settings.bootstrapServers(), process);
            return new KafkaBroker(settings, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void format(KafkaSettings settings, Path properties) throws IOException {
        var line = java(
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                properties.toString());
        var process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new StackFailure(
                        settings.data() + " could not be formatted for Kafka.\n" + LogTail.of(settings.log()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }

    private static List<String> java(String main, String... arguments) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JVM);
        line.addAll(List.of("-cp", BrokerClassPath.read(), main));
        line.addAll(List.of(arguments));
        return line;
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    public Guarded process() {
        return process;
    }

    public void stop() {
        process.stop();
    }
}
