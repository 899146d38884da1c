package dev.mien.gateway.session;

import dev.mien.contracts.Code;
import dev.mien.contracts.SessionId;
import dev.mien.platform.problem.Refusal;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How often one session may come: the same parts may come again for as long as it lives, and where nothing was decided
 * they are looked at anew, frame by frame. Sessions are counted by their network; without this, one of them would be as
 * good as any number. Kept in memory by each gateway; thread safe. When it cannot keep count of another session, the
 * answer is no.
 */
@ApplicationScoped
public class SessionPasses {
    /** The first try and three that were mended, each sent again five times because its answer was lost. */
    static final int MOST = 24;

    /** Sessions counted at once, in some thirty megabytes; those that have expired are forgotten. */
    static final int SESSIONS = 200_000;

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Clock clock;
    private final int sessions;
    private final Map<SessionId, Passes> counted = new HashMap<>();

    @Inject
    SessionPasses(Clock clock) {
        this(clock, SESSIONS);
    }

    SessionPasses(Clock clock, int sessions) {
        this.clock = clock;
        this.sessions = sessions;
    }

    /** Counted up under the lock of this object. */
    private static final class Passes {
        private final Instant until;
        private int count;

        Passes(Instant until) {
            this.until = until;
        }
    }

    /** @throws Refusal SESSION_EXPIRED when it has come often enough, TOO_MANY_REQUESTS when too many sessions come */
    synchronized void take(SessionId session, Instant expiresAt) {
        Passes passes = counted.get(session);
        if (passes == null) {
            if (counted.size() >= sessions) {
                throw Refusal.of(Code.TOO_MANY_REQUESTS).retryAfter(SOON);
            }
            passes = new Passes(expiresAt);
            counted.put(session, passes);
        }
        if (passes.count == MOST) {
            throw Refusal.of(Code.SESSION_EXPIRED, "The session has been used too often; begin a new one.");
        }
        passes.count++;
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void forget() {
        Instant now = clock.instant();
        counted.values().removeIf(passes -> !now.isBefore(passes.until));
    }
}
