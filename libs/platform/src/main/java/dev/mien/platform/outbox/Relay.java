package dev.mien.platform.outbox;

import dev.mien.platform.outbox.OutboxQueue.Waiting;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Delivers the outbox to Kafka: one relay active for each database, one event of a key at a time, deleted when
 * acknowledged. A crash between acknowledgement and deletion delivers twice; consumers drop the second by its id.
 */
@ApplicationScoped
public class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    /** How long a topic is left alone that Kafka could not say anything about. */
    private static final Duration TOPIC_REST = Duration.ofSeconds(3);
    /** How long a key is left alone whose oldest event Kafka refuses; its later events wait, for order's sake. */
    private static final Duration KEY_REST = Duration.ofMinutes(1);

    private final AgroalDataSource source;
    private final Outbox outbox;
    private final Map<String, Object> kafka;
    private final String ceSource;
    private final Duration poll;
    private final Resting resting = new Resting(System::nanoTime);
    private volatile boolean stopped;
    private Thread thread;

    @Inject
    public Relay(
            AgroalDataSource source,
            Outbox outbox,
            @Identifier("default-kafka-broker") Instance<Map<String, Object>> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this(source, outbox, kafka.isResolvable() ? kafka.get() : Map.of(), service, POLL);
    }

    /** @param poll how often it looks for events that nobody poked it for */
    Relay(AgroalDataSource source, Outbox outbox, Map<String, Object> kafka, String service, Duration poll) {
        this.source = source;
        this.outbox = outbox;
        this.kafka = kafka;
        this.ceSource = "/services/" + service;
        this.poll = poll;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        outbox.poke().release();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        while (!stopped) {
            try (KafkaProducer<String, byte[]> producer = producer();
                    Connection connection = source.getConnection()) {
                connection.setAutoCommit(true);
                relay(new OutboxQueue(connection, ceSource), producer);
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("event=relay-interrupted cause=%s", e.toString());
            }
            pause(BACK_OFF);
        }
    }

    private void relay(OutboxQueue queue, KafkaProducer<String, byte[]> producer) throws SQLException {
        boolean active = false;
        try {
            while (!stopped) {
                active = active || queue.lock();
                boolean more = active && deliver(queue, producer, queue.heads(resting.queues()));
                if (!more) {
                    pause(poll);
                }
            }
        } finally {
            if (active) {
                queue.unlock();
            }
        }
    }

    private record Sent(Waiting waiting, Future<RecordMetadata> answer) {}

    /** @return whether anything was delivered */
    private boolean deliver(OutboxQueue queue, KafkaProducer<String, byte[]> producer, List<Waiting> waiting)
            throws SQLException {
        List<Long> delivered = new ArrayList<>(waiting.size());
        boolean failed = false;
        for (Sent sent : send(producer, waiting)) {
            try {
                sent.answer().get();
                delivered.add(sent.waiting().id());
            } catch (ExecutionException e) {
                failed = true;
                failed(sent.waiting(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
        queue.delete(delivered);
        if (failed && delivered.isEmpty()) {
            pause(BACK_OFF);
        }
        return !delivered.isEmpty();
    }

    /** Each send to a topic that Kafka says nothing about blocks for seconds: one such send a topic is enough. */
    private List<Sent> send(KafkaProducer<String, byte[]> producer, List<Waiting> waiting) {
        List<Sent> all = new ArrayList<>(waiting.size());
        Set<String> silent = new HashSet<>();
        for (Waiting one : waiting) {
            if (stopped || silent.contains(one.message().topic())) {
                continue;
            }
            Future<RecordMetadata> answer = producer.send(one.message());
            all.add(new Sent(one, answer));
            if (answer.state() == Future.State.FAILED && answer.exceptionNow() instanceof RetriableException) {
                silent.add(one.message().topic());
                resting.rest(one.message().topic(), TOPIC_REST);
            }
        }
        return all;
    }

    private void failed(Waiting one, Throwable cause) {
        if (cause instanceof RetriableException) {
            LOG.warnf("event=kafka-away topic=%s cause=%s", one.message().topic(), cause.toString());
            return;
        }
        resting.rest(Resting.key(one.message().topic(), one.message().key()), KEY_REST);
        LOG.errorf(
                "event=undeliverable topic=%s outbox=%d cause=%s", one.message().topic(), one.id(), cause.toString());
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.keySet().retainAll(ProducerConfig.configNames());
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private void pause(Duration longest) {
        try {
            outbox.poke().tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            outbox.poke().drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
