package dev.mien.auth.retention;

import dev.mien.auth.attempt.Attempts;
import dev.mien.auth.result.IssuedTokens;
import dev.mien.auth.session.SessionOutcomes;
import dev.mien.platform.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Removes addresses after a day, sessions and tokens when nothing can come of them any more, attempts after their time. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private final Database database;
    private final Attempts attempts;
    private final SessionOutcomes sessions;
    private final IssuedTokens tokens;
    private final Clock clock;
    private final Duration kept;

    Retention(
            Database database,
            Attempts attempts,
            SessionOutcomes sessions,
            IssuedTokens tokens,
            Clock clock,
            @ConfigProperty(name = "mien.attempts.kept") Duration kept) {
        this.database = database;
        this.attempts = attempts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
        this.kept = kept;
    }

    @Scheduled(every = "{mien.retention.interval}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        Instant now = clock.instant();
        int addresses = database.write(tx -> attempts.removeAddresses(tx, now));
        int forgotten = database.write(tx -> sessions.forget(tx, now));
        int expired = database.write(tx -> tokens.removeExpired(tx, now));
        int old = database.write(tx -> attempts.removeBefore(tx, now.minus(kept)));
        LOG.debugf("event=swept addresses=%d sessions=%d tokens=%d attempts=%d", addresses, forgotten, expired, old);
    }
}
