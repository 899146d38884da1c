package dev.mien.platform.ledger;

import java.time.Duration;

/**
 * How long a follower sleeps between two looks. Whoever waits for a confirmation, as a rule, waits for replicas and for
 * the outbox: milliseconds. What is held up for longer, by Kafka or AWS that is away, is not looked at as often for
 * hours, nor is the ledger asked, and the log told, that often. Not thread safe: the follower's own.
 */
final class Pace {
    private static final Duration EAGER = Duration.ofMillis(50);
    private static final Duration PATIENT = Duration.ofSeconds(1);
    /** Eager looks at what waits before patience: more than the lease of a replica that died takes to run out. */
    static final int EAGER_LOOKS = 400;

    private final Duration interval;
    private int looks;

    /** @param interval between two looks when nothing waits */
    Pace(Duration interval) {
        this.interval = interval;
    }

    /** @param waiting whether a purge waits to be confirmed */
    Duration next(boolean waiting) {
        if (!waiting) {
            looks = 0;
            return interval;
        }
        if (looks < EAGER_LOOKS) {
            looks++;
            return EAGER;
        }
        return interval.compareTo(PATIENT) < 0 ? interval : PATIENT;
    }

    /** Something was purged: its confirmation need not wait because an older one's does. */
    void purged() {
        looks = 0;
    }
}
