package dev.mien.index.api;

import dev.mien.index.erasure.Housekeeping;
import dev.mien.index.replica.Replica;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps this process's replica going: renews its lease, and looks at the heads even when nobody asks, so that who was
 * erased leaves memory within a second whether Kafka is there or not. Two threads, because a long rebuild must not cost
 * the lease.
 */
@ApplicationScoped
public class ReplicaLoop {
    private static final Logger LOG = Logger.getLogger(ReplicaLoop.class);
    /** A lease is renewed so many times in its length: a slow database or a pause of the collector costs nothing yet. */
    private static final int RENEWALS = 5;

    private final Replica replica;
    private final Housekeeping housekeeping;
    private final Duration lease;
    private final Duration interval;
    private final Semaphore poke = new Semaphore(0);
    private final Semaphore stop = new Semaphore(0);
    private volatile boolean stopped;
    private Thread follower;
    private Thread keeper;

    ReplicaLoop(
            Replica replica,
            Housekeeping housekeeping,
            MeterRegistry meters,
            @ConfigProperty(name = "mien.index.lease") Duration lease,
            @ConfigProperty(name = "mien.index.check-interval") Duration interval) {
        this.replica = replica;
        this.housekeeping = housekeeping;
        this.lease = lease;
        this.interval = interval;
        meters.gauge("mien.index.faces", replica, Replica::faces);
        meters.gauge("mien.index.indexes", replica, Replica::indexes);
        meters.gauge("mien.index.broken", replica, Replica::broken);
    }

    void start(@Observes StartupEvent event) {
        keeper = Thread.ofVirtual().name("replica-lease").start(() -> repeat(this::renew, stop, renewal()));
        follower = Thread.ofVirtual().name("replica-follower").start(() -> repeat(replica::follow, poke, interval));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        stop.release();
        poke.release();
        follower.join(Duration.ofSeconds(5));
        keeper.join(Duration.ofSeconds(5));
        try {
            replica.stop();
        } catch (RuntimeException e) {
            // The memory is wiped all the same, and the lease runs out by itself.
            LOG.warnf("event=lease-not-given-up cause=%s", e.toString());
        }
    }

    /** A new lease begins with an empty memory, whatever was looked at before: the heads have to be looked at again. */
    private void renew() {
        replica.renewLease();
        if (!replica.ready()) {
            wake();
        }
    }

    /** Looks at the heads now rather than at the next interval. */
    public void wake() {
        poke.release();
    }

    @Scheduled(every = "1h", delayed = "5m")
    void sweep() {
        housekeeping.run();
    }

    private Duration renewal() {
        return lease.dividedBy(RENEWALS);
    }

    private void repeat(Runnable work, Semaphore signal, Duration pause) {
        boolean failing = false;
        while (!stopped) {
            try {
                work.run();
                failing = false;
            } catch (RuntimeException | Error e) {
                // Errors too: memory that ran out in one rebuild must not end the loop, or no erasure is ever
                // confirmed.
                if (!failing) {
                    LOG.errorf("event=replica-interrupted cause=%s", e.toString());
                }
                failing = true;
            }
            try {
                signal.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                signal.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
