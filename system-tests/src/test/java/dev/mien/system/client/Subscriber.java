package dev.mien.system.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Another system that reads the public topics, from their beginning, and drops what it has seen by {@code ce_id}. */
public final class Subscriber implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final List<Event> seen = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /** One event as it was first seen. */
    public record Event(String topic, String key, String id, String type, String subject, String body) {}

    public Subscriber(String bootstrapServers, String... topics) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic, Duration.ofSeconds(20))
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on until the events of {@code key} satisfy {@code enough}, or the time is over. */
    public List<Event> await(String key, Duration within, Predicate<List<Event>> enough) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!enough.test(of(key)) && System.nanoTime() < deadline) {
            read();
        }
        return of(key);
    }

    /** Everything of one key, in the order in which it was read. */
    public List<Event> of(String key) {
        return seen.stream().filter(event -> event.key().equals(key)).toList();
    }

    /** Everything seen so far, by key. */
    public Map<String, List<Event>> byKey() {
        Map<String, List<Event>> all = new HashMap<>();
        seen.forEach(event ->
                all.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event));
        return all;
    }

    private void read() {
        for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(250))) {
            if (ids.add(header(message, "ce_id"))) {
                seen.add(new Event(
                        message.topic(),
                        message.key(),
                        header(message, "ce_id"),
                        header(message, "ce_type"),
                        header(message, "ce_subject"),
                        message.value()));
            }
        }
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
