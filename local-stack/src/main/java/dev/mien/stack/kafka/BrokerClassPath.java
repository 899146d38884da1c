package dev.mien.stack.kafka;

import dev.mien.stack.supervise.StackFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The broker's jars, where the build found them in the local Maven repository. */
final class BrokerClassPath {
    private BrokerClassPath() {}

    /** An argument of {@code java}; the jars are checked to be there. */
    static String read() {
        var classPath = text();
        for (var jar : List.of(classPath.split(File.pathSeparator))) {
            if (!Files.isReadable(Path.of(jar))) {
                throw new StackFailure("Kafka's " + jar + " is missing: build again with ./mien, or mvn package.");
            }
        }
        return classPath;
    }

    private static String text() {
        try (var in = BrokerClassPath.class.getResourceAsStream("broker.classpath")) {
            if (in == null) {
                throw new StackFailure("Kafka's class path is missing: build local-stack/kafka-server first.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
