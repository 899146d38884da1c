package dev.mien.enrollment.peers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads Kafka as a subscriber does. */
public final class Subscriber {
    private Subscriber() {}

    /** One event as it arrived. */
    public record Seen(String key, Map<String, String> headers, JsonNode data, String text) {
        public String type() {
            return headers.get("ce_type");
        }
    }

    /** Everything on the topic whose key starts like this, in order, until now. */
    public static List<Seen> read(String topic, String keyStart) {
        String kafka = ConfigProvider.getConfig().getValue("mien.kafka.bootstrap-servers", String.class);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Seen> seen = new ArrayList<>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    if (message.key() != null && message.key().startsWith(keyStart)) {
                        seen.add(seen(message));
                    }
                }
            }
            return seen;
        }
    }

    private static Seen seen(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        try {
            return new Seen(
                    message.key(),
                    headers,
                    JsonPeer.JSON.readTree(message.value()),
                    new String(message.value(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
