package dev.mien.index.api;

import dev.mien.index.epoch.KeyReminders;
import dev.mien.index.epoch.KeyReminders.Kind;
import dev.mien.index.epoch.KeyReminders.Reminder;
import dev.mien.index.epoch.KeyUpkeep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Looks after keys now and then, and reminds the operator of his part: in the log once, in meters and health always. */
@ApplicationScoped
public class KeyLoop {
    private static final Logger LOG = Logger.getLogger(KeyLoop.class);
    private final KeyUpkeep upkeep;
    private final KeyReminders reminders;
    private final Set<Reminder> told = new HashSet<>();
    private volatile List<Reminder> due = List.of();

    KeyLoop(KeyUpkeep upkeep, KeyReminders reminders, MeterRegistry meters) {
        this.upkeep = upkeep;
        this.reminders = reminders;
        for (Kind kind : Kind.values()) {
            Gauge.builder("mien.index.keys.due", this, loop -> loop.count(kind))
                    .description("Key-encryption keys that wait for the operator")
                    .tag("what", kind.name().toLowerCase(java.util.Locale.ROOT))
                    .register(meters);
        }
    }

    @Scheduled(
            every = "${mien.index.key-check-interval}",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        upkeep.run();
        due = List.copyOf(reminders.due());
        told.retainAll(due);
        due.stream().filter(told::add).forEach(reminder -> LOG.warnf("event=key-due what=%s", reminder));
    }

    /**
     * Looks after keys now rather than at the next interval, in the background. Where another replica is at it, or this
     * one dies, the next interval does what is left.
     */
    void soon() {
        Thread.ofVirtual().name("key-upkeep").start(() -> {
            try {
                upkeep.run();
            } catch (RuntimeException notNow) {
                LOG.warnf("event=key-upkeep-interrupted cause=%s", notNow.toString());
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        upkeep.stop();
    }

    /** What the operator has to do. */
    List<Reminder> due() {
        return due;
    }

    private long count(Kind kind) {
        return due.stream().filter(reminder -> reminder.kind() == kind).count();
    }
}
