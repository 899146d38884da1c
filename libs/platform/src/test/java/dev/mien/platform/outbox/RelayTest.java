package dev.mien.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.event.EventType;
import dev.mien.contracts.event.Topic;
import dev.mien.platform.support.TestDatabase;
import dev.mien.testing.kafka.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RelayTest {
    private static final EventType TYPE = EventType.ENROLLMENT_UPDATED;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration OFTEN = Duration.ofMillis(50);

    private final String kafka = TestKafka.bootstrapServers();
    private final Delivered delivered = new Delivered(kafka);
    private final TestDatabase postgres = new TestDatabase();
    private final List<RelayProcess> processes = new ArrayList<>();
    private final String key = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();

    @AfterEach
    void stop() {
        PausedSend.end();
        processes.forEach(RelayProcess::close);
        postgres.close();
    }

    // Fails when OutboxQueue.heads no longer takes the oldest of a key, or what was delivered is not removed.
    @Test
    void eachKeysEventsArriveInTheirOrderAndOnce() {
        RelayProcess one = process("one", RelayProcess.NEVER);
        for (int version = 1; version <= 20; version++) {
            one.append(TYPE, key, version);
            one.append(TYPE, other, version);
        }

        one.start();

        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);
        List<Integer> all = IntStream.rangeClosed(1, 20).boxed().toList();
        assertThat(delivered.versions(Topic.ENROLLMENTS, key)).isEqualTo(all);
        assertThat(delivered.versions(Topic.ENROLLMENTS, other)).isEqualTo(all);
    }

    @Test
    void anEventIsACloudEvent() {
        RelayProcess one = process("one", RelayProcess.NEVER).start();

        one.append(TYPE, key, 1);

        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);
        ConsumerRecord<String, byte[]> message =
                delivered.on(Topic.ENROLLMENTS, key).getFirst();
        assertThat(Delivered.header(message, "ce_specversion")).isEqualTo("1.0");
        assertThat(UUID.fromString(Delivered.header(message, "ce_id"))).isNotNull();
        assertThat(Delivered.header(message, "ce_source")).isEqualTo("/services/one");
        assertThat(Delivered.header(message, "ce_type")).isEqualTo(TYPE.type());
        assertThat(Delivered.header(message, "ce_subject")).isEqualTo("s");
        assertThat(Delivered.header(message, "ce_time")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(Delivered.header(message, "ce_dataschema")).isEqualTo(TYPE.schema());
        assertThat(Delivered.header(message, "content-type")).isEqualTo("application/json");
    }

    // This relay polls once an hour. Fails when a commit no longer pokes it, or it sleeps on something else.
    @Test
    void aCommitPokesTheRelay() {
        RelayProcess one = process("one", RelayProcess.NEVER).start();
        one.append(TYPE, key, 1);
        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);

        // By now it has nothing to do, and sleeps.
        one.append(TYPE, key, 2);

        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);
        assertThat(delivered.versions(Topic.ENROLLMENTS, key)).containsExactly(1, 2);
    }

    // Another process appends, whose poke this relay cannot hear. Fails when Relay no longer polls.
    @Test
    void pollingFindsWhatNobodyPokedItFor() {
        process("one", OFTEN).start();
        RelayProcess silent = process("silent", OFTEN);

        silent.append(TYPE, key, 1);

        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);
        assertThat(delivered.versions(Topic.ENROLLMENTS, key)).containsExactly(1);
    }

    // Fails when the lock is not asked for before delivering, or not looked at.
    @Test
    void oneRelayIsActiveAtATime() throws InterruptedException {
        RelayProcess active = pausedProcess("active");
        active.append(TYPE, key, 1);
        active.start();
        assertThat(PausedSend.reached()).isTrue();
        RelayProcess idle = process("idle", OFTEN).start();

        idle.append(TYPE, other, 1);

        // The other one has asked for the lock since, and was refused.
        long asked = asked("idle");
        await().atMost(PATIENCE).until(() -> asked("idle") > asked);
        assertThat(delivered.on(Topic.ENROLLMENTS, other)).isEmpty();
        PausedSend.end();
        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);
        assertThat(delivered.versions(Topic.ENROLLMENTS, other)).containsExactly(1);
    }

    /**
     * A relay is paused after it has read an event; PostgreSQL gives it up, another takes over; it resumes. It cannot
     * be kept from sending what it holds (nothing relies on Kafka's transactions), so this may come after newer events:
     * but only as a repetition, under an id that everybody has seen. Fails when heads() reads more than the oldest of a
     * key (the repetition would then be followed by others), when an event leaves the outbox before it was acknowledged
     * (its first appearance would be the late one), or when its id is made anew with each delivery.
     */
    @Test
    void whatAPausedRelayPutsAfterANewerEventIsARepetition() throws InterruptedException {
        RelayProcess old = pausedProcess("old");
        old.append(TYPE, key, 1);
        old.append(TYPE, key, 2);
        old.start();
        assertThat(PausedSend.reached()).isTrue();
        postgres.cutOff("old");
        process("new", OFTEN).start();
        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);
        assertThat(delivered.versions(Topic.ENROLLMENTS, key)).containsExactly(1, 2);

        PausedSend.end();

        await().atMost(PATIENCE)
                .until(() -> delivered.versions(Topic.ENROLLMENTS, key).size() == 3);
        assertThat(delivered.versions(Topic.ENROLLMENTS, key)).containsExactly(1, 2, 1);
        assertThat(delivered.versionsOnce(Topic.ENROLLMENTS, key)).containsExactly(1, 2);
    }

    // One process, whose pool keeps the session that held the lock. Fails when the lock is not given back.
    @Test
    void whoStopsLetsAnotherRelay() {
        RelayProcess first = process("first", OFTEN).start();
        first.append(TYPE, key, 1);
        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);
        first.stop();

        RelayProcess second = process("second", OFTEN).start();

        second.append(TYPE, key, 2);
        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 0);
        assertThat(delivered.versions(Topic.ENROLLMENTS, key)).containsExactly(1, 2);
    }

    // Fails when a key's later events are sent though Kafka has refused an older one, when that one is dropped, or when
    // its key is not left alone: however many wait behind it, they must not fill what the relay looks at.
    @Test
    void whatKafkaRefusesHoldsUpItsOwnKeyAlone() {
        RelayProcess one = process("one", OFTEN);
        one.append(TYPE, key, Map.of("version", "1".repeat(2_000_000)));
        one.append(TYPE, key, 2);
        postgres.database()
                .execute(tx -> tx.update("insert into outbox (ce_id, type, topic, key, subject, occurred_at, body)"
                        + " select gen_random_uuid(), type, topic, key, subject, occurred_at, '{\"version\":3}'::bytea"
                        + " from outbox, generate_series(1, 1100) where length(body) < 1000"));
        one.append(TYPE, other, 1);
        one.append(TYPE, other, 2);

        one.start();

        // Two rounds of the other key: this one has had its turns as well.
        await().atMost(PATIENCE).until(() -> postgres.count("outbox where key = '" + other + "'") == 0);
        assertThat(delivered.versions(Topic.ENROLLMENTS, other)).containsExactly(1, 2);
        assertThat(delivered.on(Topic.ENROLLMENTS, key)).isEmpty();
        assertThat(postgres.count("outbox")).isEqualTo(1102);
    }

    // Fails when a topic that nobody has made is tried again and again, or its events stop those of others.
    @Test
    void aTopicThatIsNotThereHoldsUpNoOther() {
        RelayProcess one = process("one", OFTEN);
        one.append(TYPE, key, 1);
        postgres.database().execute(tx -> tx.update("update outbox set topic = 'mien.nowhere'"));
        one.append(TYPE, other, 1);

        one.start();

        await().atMost(PATIENCE).until(() -> postgres.count("outbox") == 1);
        assertThat(delivered.versions(Topic.ENROLLMENTS, other)).containsExactly(1);
    }

    private RelayProcess process(String name, Duration poll) {
        RelayProcess process = new RelayProcess(postgres, name, kafka, poll);
        processes.add(process);
        return process;
    }

    private RelayProcess pausedProcess(String name) {
        PausedSend.begin();
        RelayProcess process =
                new RelayProcess(postgres, name, kafka, OFTEN, Map.of(PausedSend.SETTING, PausedSend.class.getName()));
        processes.add(process);
        return process;
    }

    /** When a process last asked for the relay's lock, in microseconds; 0: never. */
    private long asked(String process) {
        return postgres.database()
                .write(tx -> tx.first(
                        "select extract(epoch from max(query_start)) * 1000000 from pg_stat_activity"
                                + " where datname = current_database() and application_name = ?"
                                + " and query like '%pg_try_advisory_lock%' and state = 'idle'",
                        row -> row.getLong(1), process))
                .orElse(0L);
    }
}
