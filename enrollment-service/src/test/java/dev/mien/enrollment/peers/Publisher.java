package dev.mien.enrollment.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.ErasureRequested;
import dev.mien.contracts.event.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Writes to Kafka as another service, or as nobody who should. */
public final class Publisher {
    private Publisher() {}

    /** One message, with the headers of an event. */
    public record Message(String key, Map<String, String> headers, byte[] body) {}

    /** An erasure as Kafka tells of it. */
    public static Message requested(ApplicationId application, FacialId facialId, long number) {
        try {
            byte[] body = JsonPeer.JSON.writeValueAsBytes(
                    new ErasureRequested(application, facialId, 2, Instant.EPOCH, number));
            UUID id = UUID.nameUUIDFromBytes(("test/" + number).getBytes(StandardCharsets.UTF_8));
            Map<String, String> headers = Map.of(
                    "ce_id",
                    id.toString(),
                    "ce_type",
                    EventType.ERASURE_REQUESTED.type(),
                    "ce_source",
                    "/services/somebody");
            return new Message(application + ":" + facialId, headers, body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What nobody can read: no headers, no JSON, no body, a type of the future, no id. */
    public static List<Message> poison() {
        String key = UUID.randomUUID() + ":poison";
        String type = EventType.ERASURE_REQUESTED.type();
        String id = UUID.randomUUID().toString();
        return List.of(
                new Message(key, Map.of(), new byte[] {1}),
                new Message(key, Map.of("ce_type", type, "ce_id", id), "{".getBytes(StandardCharsets.UTF_8)),
                new Message(key, Map.of("ce_type", type, "ce_id", id), null),
                new Message(key, Map.of("ce_type", "dev.mien.unknown.v9", "ce_id", id), new byte[0]),
                new Message(key, Map.of("ce_type", type), "{}".getBytes(StandardCharsets.UTF_8)),
                new Message(key, Map.of("ce_type", type, "ce_id", "no-uuid"), new byte[0]));
    }

    /** Returns when the broker has all of them. */
    public static void send(String topic, List<Message> messages) {
        String kafka = ConfigProvider.getConfig().getValue("mien.kafka.bootstrap-servers", String.class);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer())) {
            for (var sent : messages.stream()
                    .map(one -> producer.send(record(topic, one)))
                    .toList()) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("the broker did not take a message", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static ProducerRecord<String, byte[]> record(String topic, Message message) {
        ProducerRecord<String, byte[]> out = new ProducerRecord<>(topic, message.key(), message.body());
        message.headers().forEach((name, value) -> out.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return out;
    }
}
