package dev.mien.gateway.admission;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One batch of an import at a time, of whichever application; the others ask again. Whoever has just had the turn lets
 * another who was sent away meanwhile go first: one application cannot keep it by being quicker. Kept in memory by each
 * gateway; thread safe.
 */
@ApplicationScoped
public class BatchTurn {
    /** Whoever was sent away is asked to come again after a second. */
    private static final Duration EXPECTED = Duration.ofSeconds(3);

    private final Clock clock;
    private String holder;
    private String last;
    private String waiting;
    private Instant expectedUntil = Instant.MIN;

    public BatchTurn(Clock clock) {
        this.clock = clock;
    }

    /** @return whether it is the caller's turn; if so, the caller leaves it */
    synchronized boolean take(String caller) {
        Instant now = clock.instant();
        if (holder != null) {
            if (!caller.equals(holder)) {
                waiting = caller;
                expectedUntil = now.plus(EXPECTED);
            }
            return false;
        }
        if (waiting != null && caller.equals(last) && now.isBefore(expectedUntil)) {
            return false;
        }
        holder = caller;
        waiting = caller.equals(waiting) ? null : waiting;
        return true;
    }

    synchronized void leave() {
        if (holder == null) {
            throw new IllegalStateException("a turn was left that nobody had taken");
        }
        last = holder;
        holder = null;
    }
}
