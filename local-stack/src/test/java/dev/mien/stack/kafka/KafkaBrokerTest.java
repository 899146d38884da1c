package dev.mien.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.event.Topic;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Loopback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
    @TempDir
    Path directory;

    // Fails when the quorum is no longer static: the controller's old address would be in the data.
    @Test
    void recordsSurviveARestartOnOtherPorts() throws Exception {
        var first = start();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", first.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topic.ERASURES, 0, "key", "kept"))
                    .get(20, TimeUnit.SECONDS);
        }
        first.stop();

        var second = start();

        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", second.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition(Topic.ERASURES, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofSeconds(20)))
                    .extracting(record -> record.value())
                    .containsExactly("kept");
        } finally {
            second.stop();
        }
    }

    @Test
    void topicsAreKeptAsTheCatalogueSaysAndNoOthersAppear() throws Exception {
        var broker = start();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var names = List.of(Topic.ENROLLMENTS, Topic.ATTEMPTS, Topic.ERASURES, Topic.APPLICATIONS, Topic.INDEX);
            var resources = names.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();

            var configs = admin.describeConfigs(resources).all().get(20, TimeUnit.SECONDS);

            assertThat(resources.stream()
                            .map(resource ->
                                    configs.get(resource).get("retention.ms").value()))
                    .startsWith("604800000", "172800000", "604800000")
                    .endsWith("3600000");
            assertThat(configs.get(resources.get(3)).get("cleanup.policy").value())
                    .isEqualTo("compact");
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).containsExactlyInAnyOrderElementsOf(names);
        } finally {
            broker.stop();
        }
    }

    private KafkaBroker start() {
        var settings = new KafkaSettings(
                "kafka",
                directory.resolve("data"),
                Loopback.freePort(),
                Loopback.freePort(),
                directory.resolve("kafka.log"),
                Optional.empty());
        return KafkaBroker.start(settings, new Guard(directory.resolve("run")));
    }
}
