package dev.mien.enrollment.peers;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the service under test: the system's, moved by a test. */
@Singleton
public class MovableClock extends Clock {
    private volatile Duration moved = Duration.ZERO;

    /** Moves it on; the service sees time pass that it did not live through, as after a pause. */
    public void advance(Duration by) {
        moved = moved.plus(by);
    }

    public void reset() {
        moved = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(moved);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
