package dev.mien.testing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that docs/examples gives to subscribers, run as its README says, against a real Kafka. */
class SubscriberExampleTest {
    private static final Path PROGRAM = Path.of("..", "..", "docs", "examples", "subscriber", "Subscriber.java");

    @TempDir
    Path folder;

    private final String key = UUID.randomUUID() + ":" + UUID.randomUUID();

    @Test
    void eachEventIsTakenOnceAndNoneFollowsAnErasureAcrossACrash() throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestKafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            String first = UUID.randomUUID().toString();
            send(producer, first, "enrollment.completed", 1);
            Process before = start();
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> taken().size() == 1);
            } finally {
                before.destroyForcibly().waitFor();
            }
            Files.writeString(folder.resolve("journal"), "half a li", StandardOpenOption.APPEND);
            send(producer, first, "enrollment.completed", 1);
            send(producer, UUID.randomUUID().toString(), "erasure.requested", 3);
            send(producer, UUID.randomUUID().toString(), "enrollment.updated", 4);
            send(producer, UUID.randomUUID().toString(), "erasure.completed", 2);

            Process after = start();
            try {
                await().atMost(Duration.ofSeconds(120)).until(() -> taken().size() >= 3);
            } finally {
                after.destroyForcibly().waitFor();
            }

            // Breaks when the journal is not read at start, when an erasure is dropped by version, or when what follows
            // one is believed.
            assertThat(taken())
                    .containsExactly(
                            "dev.mien.enrollment.completed.v1",
                            "dev.mien.erasure.requested.v1",
                            "dev.mien.erasure.completed.v1");
        }
    }

    private void send(KafkaProducer<String, String> producer, String id, String type, long version) throws Exception {
        var message = new ProducerRecord<>("mien.enrollments", key, "{\"version\":" + version + "}");
        message.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        message.headers().add("ce_type", ("dev.mien." + type + ".v1").getBytes(StandardCharsets.UTF_8));
        producer.send(message).get();
    }

    private List<String> taken() throws IOException {
        Path output = folder.resolve("output");
        return Files.exists(output)
                ? Files.readString(output)
                        .lines()
                        .filter(line -> line.contains(" " + key + " "))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .toList()
                : List.of();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PROGRAM.toString(),
                        TestKafka.bootstrapServers(),
                        folder.resolve("journal").toString())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors").toFile()))
                .start();
    }
}
