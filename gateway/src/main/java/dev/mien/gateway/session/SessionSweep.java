package dev.mien.gateway.session;

import dev.mien.platform.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Removes sessions when they have expired: nothing of a visit is kept longer. */
@ApplicationScoped
public class SessionSweep {
    private final Database database;
    private final Sessions sessions;
    private final Clock clock;

    public SessionSweep(Database database, Sessions sessions, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        database.write(tx -> sessions.sweep(tx, clock.instant()));
    }
}
