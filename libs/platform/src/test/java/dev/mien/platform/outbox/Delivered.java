package dev.mien.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What Kafka has, as a subscriber reads it. */
final class Delivered {
    private final String bootstrapServers;

    Delivered(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Everything on a key, from the first message to the last one there is now. */
    List<ConsumerRecord<String, byte[]>> on(String topic, String key) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, Duration.ofSeconds(20)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, Duration.ofSeconds(20));
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(message.key())) {
                        found.add(message);
                    }
                }
            }
            return found;
        }
    }

    /** The versions of the events on a key, in their order; repetitions included. */
    List<Integer> versions(String topic, String key) {
        return on(topic, key).stream().map(Delivered::version).toList();
    }

    /** As {@link #versions}, for a subscriber that drops what it has seen by its id. */
    List<Integer> versionsOnce(String topic, String key) {
        List<String> seen = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : on(topic, key)) {
            String id = header(message, "ce_id");
            if (!seen.contains(id)) {
                seen.add(id);
                versions.add(version(message));
            }
        }
        return versions;
    }

    static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static int version(ConsumerRecord<String, byte[]> message) {
        return Integer.parseInt(new String(message.value(), StandardCharsets.UTF_8).replaceAll("\\D", ""));
    }
}
