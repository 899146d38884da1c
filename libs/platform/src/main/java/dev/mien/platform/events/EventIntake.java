package dev.mien.platform.events;

import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.DatabaseException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes each message to its end. On virtual threads messages run beside each other, those of one key too: the work must
 * not depend on their order. What cannot be done now (the database or another service is away) waits and is tried
 * again, for as long as it takes; what cannot be done at all is logged by its place after a few tries and passed over,
 * so that one poisonous message does not stop those behind it. Returning acknowledges.
 */
@ApplicationScoped
public class EventIntake {
    private static final Logger LOG = Logger.getLogger(EventIntake.class);
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final EventReader reader;
    private final CountDownLatch stopping = new CountDownLatch(1);

    public EventIntake(EventReader reader) {
        this.reader = reader;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /**
     * @param work must have the same effect once and many times. Its 503 {@link Refusal}s and its
     *     {@link DatabaseException}s of a database that is away mean "not now"
     * @throws IllegalStateException when the service stops first: the message is not acknowledged and comes again
     */
    public void take(ConsumerRecord<String, byte[]> message, Consumer<ReceivedEvent> work) {
        reader.read(message).ifPresent(event -> done(message, event, work));
    }

    private void done(ConsumerRecord<String, byte[]> message, ReceivedEvent event, Consumer<ReceivedEvent> work) {
        int failures = 0;
        while (true) {
            try {
                work.accept(event);
                return;
            } catch (RuntimeException failure) {
                boolean notNow = notNow(failure);
                failures += notNow ? 0 : 1;
                log(message, event, failure, notNow);
                if (failures == TRIES) {
                    return;
                }
            }
            pause();
        }
    }

    private static boolean notNow(RuntimeException failure) {
        return failure instanceof Refusal refusal && refusal.status() == 503
                || failure instanceof DatabaseException database && database.away();
    }

    private static void log(
            ConsumerRecord<String, byte[]> message, ReceivedEvent event, RuntimeException failure, boolean notNow) {
        LOG.logf(
                notNow ? Logger.Level.WARN : Logger.Level.ERROR,
                "event=%s type=%s topic=%s partition=%d offset=%d cause=%s",
                notNow ? "consumer-waits" : "consumer-failed",
                event.type(),
                message.topic(),
                message.partition(),
                message.offset(),
                failure.getClass().getSimpleName());
    }

    private void pause() {
        try {
            if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("stopping; the message comes again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the message comes again", e);
        }
    }
}
