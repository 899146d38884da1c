package dev.mien.index.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.ErasureRequested;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.event.IndexAdvanced;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.service.IndexServiceTest;
import dev.mien.index.service.PlayedService;
import dev.mien.testing.kafka.TestKafka;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Erasures as they come in production: told by {@code mien.enrollments}, read from the ledger, passed to replicas by
 * {@code mien.index}. Ledger and heads are polled once an hour here, so only events can bring them about.
 */
@QuarkusTest
@TestProfile(PlayedService.class)
class WakeUpsTest extends IndexServiceTest {
    /** More than a consumer holds unacknowledged, and more than one poll of either topic brings. */
    private static final int MESSAGES = 120;

    private static final Duration LONG = Duration.ofSeconds(30);
    /** What Awaitility waits before each look unless told otherwise is longer than what is awaited. */
    private static final Duration LOOKS = Duration.ofMillis(5);

    @Inject
    ObjectMapper json;

    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void eachOfManyErasuresIsPurgedAndConfirmedOnceItIsToldOf() throws Exception {
        // Breaks when a consumer stops after some messages or at one that it cannot read; when either channel's method
        // no longer wakes anybody; and when the purge does not advance the head.
        untilTheIndexIsListenedTo();
        for (int i = 0; i < MESSAGES; i++) {
            MadeUpFace face = new MadeUpFace(100 + i);
            FacialId person = facialId();
            assertThat(caller.enroll(application, face, person)).isEqualTo("STORED");
            long number = ledger.append(application, person, hasher.of(application, person));
            if (i % 10 == 0) {
                poison(EventType.ERASURE_REQUESTED);
                poison(EventType.INDEX_ADVANCED);
            }

            send(
                    EventType.ERASURE_REQUESTED,
                    person.toString(),
                    new ErasureRequested(application, person, 2, Instant.now(), number));

            await().atMost(LONG)
                    .pollInterval(LOOKS)
                    .until(() -> count("ledger_copy where number = ? and fulfilled_at is not null", number) == 1);
            assertThat(count("template where facial_id = ?", person.value())).isZero();
            assertThat(caller.recognize(application, face).body().path("candidates"))
                    .isEmpty();
        }
    }

    /** The index's topic is read from its end on: what is sent before this process listens, nobody hears. */
    private void untilTheIndexIsListenedTo() {
        caller.enroll(application, new MadeUpFace(1), facialId());
        await().atMost(LONG).until(() -> {
            send(
                    EventType.INDEX_ADVANCED,
                    application.toString(),
                    new IndexAdvanced(application, UUID.randomUUID(), 1));
            return count("replica_position where application_id = ? and seq = 1", application.value()) == 1;
        });
    }

    private void send(EventType type, String key, Object data) throws IOException, InterruptedException {
        send(type, key, json.writeValueAsBytes(data));
    }

    private void poison(EventType type) throws InterruptedException {
        send(type, "poison", "{\"applicationId\":".getBytes(StandardCharsets.UTF_8));
    }

    private void send(EventType type, String key, byte[] body) throws InterruptedException {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(type.topic(), key, body);
        message.headers().add("ce_type", type.type().getBytes(StandardCharsets.UTF_8));
        message.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        message.headers().add("ce_source", "/services/test".getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new AssertionError("Kafka did not take a message", e);
        }
    }
}
