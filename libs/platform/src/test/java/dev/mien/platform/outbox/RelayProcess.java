package dev.mien.platform.outbox;

import dev.mien.contracts.event.EventType;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Database;
import dev.mien.platform.support.Fixtures;
import dev.mien.platform.support.TestDatabase;
import io.agroal.api.AgroalDataSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** One process of a service, as far as its events go: an outbox, and a relay with connections of its own. */
final class RelayProcess implements AutoCloseable {
    /** Longer than any test: what arrives then was not found by polling. */
    static final Duration NEVER = Duration.ofHours(1);

    private final Database database;
    private final Outbox outbox = new Outbox(Fixtures.json());
    private final Relay relay;
    private boolean running;

    RelayProcess(TestDatabase postgres, String name, String bootstrapServers, Duration poll) {
        this(postgres, name, bootstrapServers, poll, Map.of());
    }

    RelayProcess(
            TestDatabase postgres,
            String name,
            String bootstrapServers,
            Duration poll,
            Map<String, Object> producerSettings) {
        AgroalDataSource pool = postgres.pool(name, 3);
        database = new Database(pool);
        Map<String, Object> settings = new HashMap<>(producerSettings);
        settings.put("bootstrap.servers", bootstrapServers);
        relay = new Relay(pool, outbox, settings, name, poll);
    }

    RelayProcess start() {
        relay.start(null);
        running = true;
        return this;
    }

    /** Writes an event of that key. @param version 1 for its first */
    void append(EventType type, String key, int version) {
        append(type, key, Map.of("version", version));
    }

    void append(EventType type, String key, Object data) {
        database.execute(tx -> outbox.append(
                tx,
                new OutboxEvent(UUID.randomUUID(), type, key, "s", SubjectHash.of(new byte[32]), Fixtures.NOW, data)));
    }

    void stop() {
        try {
            if (running) {
                running = false;
                relay.stop(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
