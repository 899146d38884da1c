package dev.mien.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SystemClockTest {
    // Fails when the system's clock is handed out as it is: events would have nanoseconds that no row keeps.
    @Test
    void itTellsMicroseconds() {
        Clock clock = new SystemClock().clock();

        assertThat(Stream.generate(clock::instant).limit(10_000))
                .allSatisfy(now -> assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MICROS)));
    }
}
