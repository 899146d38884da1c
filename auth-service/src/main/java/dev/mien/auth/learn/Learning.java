package dev.mien.auth.learn;

import dev.mien.auth.enrollment.People;
import dev.mien.platform.problem.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Hands on what a template may learn from, after the answer: whoever was recognized does not wait while the template is
 * compared with everybody else's. The price is that an occasion may be lost, when this service ends or is busy; the
 * next one comes with the next login. Whoever has had the occasion of the day is not handed on again. The sealed probe
 * is good for a minute, the context for half of one, and either joins once. How many are under way is bounded for all,
 * and for each application by what the others leave: a busy one takes nothing away from the rest.
 */
@ApplicationScoped
public class Learning {
    private static final Logger LOG = Logger.getLogger(Learning.class);
    /** Handed on at once; more are dropped, so that a slow index holds up nothing but its own learning. */
    static final int AT_ONCE = 16;

    private final People people;
    private final SettledToday settled;
    private final Counter dropped;
    private final Places places = new Places(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Learning(People people, SettledToday settled, MeterRegistry meters) {
        this.people = people;
        this.settled = settled;
        this.dropped = Counter.builder("mien.auth.learning.dropped")
                .description("Occasions that no template learned from: too many at once, or this service ended")
                .register(meters);
    }

    /** Returns at once. */
    public void offer(Occasion occasion) {
        if (settled.contains(occasion)) {
            return;
        }
        if (!places.take(occasion.application())) {
            dropped.increment();
            return;
        }
        try {
            threads.execute(() -> learn(occasion));
        } catch (RejectedExecutionException ending) {
            // This service ends. Whoever was let in is let in all the same.
            places.give(occasion.application());
            dropped.increment();
        }
    }

    private void learn(Occasion occasion) {
        try {
            if (people.learn(occasion.jws(), occasion.facialId(), occasion.sealedProbe())) {
                settled.add(occasion);
            }
        } catch (Refusal notNow) {
            LOG.debugf("event=not-learned cause=%s", notNow.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.warnf("event=not-learned cause=%s", unexpected.toString());
        } finally {
            places.give(occasion.application());
        }
    }

    /** What is under way is not waited for. */
    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
