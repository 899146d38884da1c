package dev.mien.auth.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettledTodayTest {
    private static final ApplicationId APPLICATION = new ApplicationId(UUID.randomUUID());
    private static final Instant LATE = Instant.parse("2026-03-01T23:59:59Z");
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private Instant now = LATE;
    private final InstantSource source = () -> now;
    private final SettledToday settled = new SettledToday(source.withZone(ZoneOffset.UTC));

    @Test
    void itIsThePersonsOwn() {
        // Breaks when application, policy or person is left out of what is remembered.
        settled.add(of(APPLICATION, 1, ada));

        assertThat(settled.contains(of(APPLICATION, 1, ada))).isTrue();
        assertThat(settled.contains(of(APPLICATION, 2, ada))).isFalse();
        assertThat(settled.contains(of(new ApplicationId(UUID.randomUUID()), 1, ada)))
                .isFalse();
        assertThat(settled.contains(of(APPLICATION, 1, new FacialId(UUID.randomUUID()))))
                .isFalse();
    }

    @Test
    void tomorrowIsAnotherDay() {
        settled.add(of(APPLICATION, 1, ada));

        now = LATE.plus(Duration.ofSeconds(1));

        // Breaks when the day is not looked at, or one of the machine's time zone.
        assertThat(settled.contains(of(APPLICATION, 1, ada))).isFalse();
    }

    @Test
    void itsMemoryIsBounded() {
        // Breaks when it grows with the people who log in.
        for (int i = 0; i < SettledToday.MOST; i++) {
            settled.add(of(APPLICATION, 1, new FacialId(UUID.randomUUID())));
        }

        settled.add(of(APPLICATION, 1, ada));

        assertThat(settled.contains(of(APPLICATION, 1, ada))).isFalse();
    }

    private static Occasion of(ApplicationId application, long revision, FacialId facialId) {
        return new Occasion("jws", application, revision, facialId, "sealed");
    }
}
