package dev.mien.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.event.EventType;
import dev.mien.contracts.event.Topic;
import dev.mien.platform.support.TestDatabase;
import dev.mien.stack.kafka.KafkaBroker;
import dev.mien.stack.kafka.KafkaSettings;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Loopback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** S4, on a broker of its own: it is stopped and comes back. */
@Timeout(180)
class KafkaAwayTest {
    private static final EventType TYPE = EventType.ENROLLMENT_UPDATED;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration OFTEN = Duration.ofMillis(50);

    @TempDir
    Path directory;

    private final TestDatabase postgres = new TestDatabase();
    private KafkaSettings settings;
    private KafkaBroker broker;
    private RelayProcess process;

    @BeforeEach
    void start() {
        settings = new KafkaSettings(
                "kafka",
                directory.resolve("data"),
                Loopback.freePort(),
                Loopback.freePort(),
                directory.resolve("kafka.log"),
                Optional.empty());
        broker = KafkaBroker.start(settings, new Guard(directory));
        process = process("service").start();
    }

    @AfterEach
    void stop() {
        process.close();
        broker.stop();
        postgres.close();
    }

    // Fails when the relay gives up, forgets what it could not deliver, or sends a key's next event before it.
    @Test
    void whatWasCommittedWhileKafkaWasAwayArrivesInOrderOnceItIsBack() {
        process.append(TYPE, "a", 1);
        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);
        broker.stop();
        for (int version = 2; version <= 5; version++) {
            process.append(TYPE, "a", version);
            process.append(TYPE, "b", version);
        }
        // The service dies too: nothing but the database remembers.
        process.close();
        assertThat(postgres.count("outbox")).isEqualTo(8);
        process = process("restarted").start();

        broker = KafkaBroker.start(settings, new Guard(directory));

        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);
        Delivered delivered = new Delivered(settings.bootstrapServers());
        assertThat(delivered.versionsOnce(Topic.ENROLLMENTS, "a")).containsExactly(1, 2, 3, 4, 5);
        assertThat(delivered.versionsOnce(Topic.ENROLLMENTS, "b")).containsExactly(2, 3, 4, 5);
    }

    private RelayProcess process(String name) {
        return new RelayProcess(postgres, name, settings.bootstrapServers(), OFTEN);
    }
}
