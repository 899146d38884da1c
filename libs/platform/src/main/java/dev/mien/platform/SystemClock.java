package dev.mien.platform;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The clock that everything asks; tests put another one in its place. It tells microseconds, as the databases keep
 * them: so an event, its row and its header say the same, whoever wrote them.
 */
public class SystemClock {
    private static final Duration PRECISION = Duration.of(1, ChronoUnit.MICROS);

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), PRECISION);
    }
}
