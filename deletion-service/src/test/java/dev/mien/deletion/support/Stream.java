package dev.mien.deletion.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EnrollmentCompleted;
import dev.mien.contracts.event.EnrollmentUpdated;
import dev.mien.contracts.event.ErasureFulfilled;
import dev.mien.contracts.event.ErasureRequested;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.event.Topic;
import dev.mien.testing.kafka.TestKafka;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as the other services write it, and as a subscriber reads it. */
@ApplicationScoped
public class Stream {
    private final ObjectMapper json;
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());

    public Stream(ObjectMapper json) {
        this.json = json;
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }

    /** One message as a subscriber sees it. */
    public record Seen(String type, UUID id, JsonNode data) {}

    public void fulfilled(String holder, long number) {
        fulfilled(holder, number, Instant.now());
    }

    public void fulfilled(String holder, long number, Instant at) {
        send(
                EventType.ERASURE_FULFILLED,
                UUID.nameUUIDFromBytes((holder + number).getBytes(StandardCharsets.UTF_8)),
                "/services/" + holder,
                Long.toString(number),
                new ErasureFulfilled(number, holder, at, Map.of("rows", 1)));
    }

    public void requested(ApplicationId application, FacialId facialId, long version, long number) {
        send(
                EventType.ERASURE_REQUESTED,
                UUID.nameUUIDFromBytes(("requested" + number).getBytes(StandardCharsets.UTF_8)),
                "/services/enrollment-service",
                application + ":" + facialId,
                new ErasureRequested(application, facialId, version, Instant.now(), number));
    }

    public void enrolled(ApplicationId application, FacialId facialId, long version) {
        send(
                EventType.ENROLLMENT_COMPLETED,
                UUID.randomUUID(),
                "/services/enrollment-service",
                application + ":" + facialId,
                new EnrollmentCompleted(application, facialId, version, Instant.now(), "1"));
    }

    public void updated(ApplicationId application, FacialId facialId, long version) {
        send(
                EventType.ENROLLMENT_UPDATED,
                UUID.randomUUID(),
                "/services/enrollment-service",
                application + ":" + facialId,
                new EnrollmentUpdated(application, facialId, version, Instant.now(), "state", "active"));
    }

    /**
     * A confirmation as it would arrive, for handing it to a consumer directly: what must have no effect cannot be
     * awaited, and consumers run beside each other.
     */
    public ConsumerRecord<String, byte[]> confirmation(String source, String holder, long number, Instant at) {
        return message(
                EventType.ERASURE_FULFILLED,
                source,
                Long.toString(number),
                new ErasureFulfilled(number, holder, at, Map.of("rows", 1)));
    }

    /** As {@link #confirmation}: {@code erasure.requested}, as enrollment-service writes it. */
    public ConsumerRecord<String, byte[]> request(
            ApplicationId application, FacialId facialId, long version, long number) {
        return message(
                EventType.ERASURE_REQUESTED,
                "/services/enrollment-service",
                application + ":" + facialId,
                new ErasureRequested(application, facialId, version, Instant.now(), number));
    }

    private ConsumerRecord<String, byte[]> message(EventType type, String source, String key, Object data) {
        try {
            ConsumerRecord<String, byte[]> message =
                    new ConsumerRecord<>(type.topic(), 0, 0, key, json.writeValueAsBytes(data));
            Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", type.type(), "ce_source", source)
                    .forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            return message;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Anything at all, as anyone with the right to write may send it. */
    public void raw(String topic, String key, Map<String, String> headers, byte[] value) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void send(EventType type, UUID id, String source, String key, Object data) {
        try {
            raw(
                    type.topic(),
                    key,
                    Map.of("ce_id", id.toString(), "ce_type", type.type(), "ce_source", source),
                    json.writeValueAsBytes(data));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything on that key of the public topic, from the first message to the last one there is now. */
    public List<Seen> life(ApplicationId application, FacialId facialId) {
        String key = application + ":" + facialId;
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.ENROLLMENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Seen> seen = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(message.key())) {
                        seen.add(seen(message));
                    }
                }
            }
            return seen;
        }
    }

    private Seen seen(ConsumerRecord<String, byte[]> message) {
        try {
            return new Seen(
                    header(message, "ce_type"),
                    UUID.fromString(header(message, "ce_id")),
                    json.readTree(message.value()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
