package dev.mien.gateway.repeat;

import dev.mien.platform.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Forgets calls a day after they came. */
@ApplicationScoped
public class IdempotencySweep {
    private final Database database;
    private final IdempotentCalls calls;
    private final Clock clock;

    IdempotencySweep(Database database, IdempotentCalls calls, Clock clock) {
        this.database = database;
        this.calls = calls;
        this.clock = clock;
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        int forgotten;
        do {
            // Until nothing is left: as many go as have come, however many those are.
            forgotten = database.write(tx -> calls.sweep(tx, clock.instant()));
        } while (forgotten == IdempotentCalls.BATCH);
    }
}
