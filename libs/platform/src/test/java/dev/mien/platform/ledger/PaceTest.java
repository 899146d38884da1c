package dev.mien.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration EAGER = Duration.ofMillis(50);
    private static final Duration PATIENT = Duration.ofSeconds(1);
    private final Pace pace = new Pace(INTERVAL);

    // Breaks when a confirmation is waited for as if it were the next entry.
    @Test
    void whatWaitsIsLookedAtEagerly() {
        assertThat(pace.next(false)).isEqualTo(INTERVAL);
        assertThat(pace.next(true)).isEqualTo(EAGER);
    }

    // Breaks when it is looked at that often for as long as Kafka is away, or no sooner than when nothing waits.
    @Test
    void whatIsHeldUpIsWaitedForPatiently() {
        lookAtWhatWaits(Pace.EAGER_LOOKS);

        assertThat(pace.next(true)).isEqualTo(PATIENT);
        assertThat(pace.next(true)).isEqualTo(PATIENT);
    }

    // Breaks when patience is longer than the interval at which the ledger is to be asked anyway.
    @Test
    void patienceIsNoLongerThanTheInterval() {
        Duration shorter = Duration.ofMillis(200);
        Pace quick = new Pace(shorter);
        for (int look = 0; look < Pace.EAGER_LOOKS; look++) {
            quick.next(true);
        }

        assertThat(quick.next(true)).isEqualTo(shorter);
    }

    // Breaks when one that is held up makes those slow that come after it.
    @Test
    void whatWasPurgedSinceIsLookedAtEagerly() {
        lookAtWhatWaits(Pace.EAGER_LOOKS + 1);

        pace.purged();

        assertThat(pace.next(true)).isEqualTo(EAGER);
    }

    // Breaks when what was held up once counts for what is held up another time.
    @Test
    void onceNothingWaitsItBeginsAnew() {
        lookAtWhatWaits(Pace.EAGER_LOOKS + 1);
        pace.next(false);

        assertThat(pace.next(true)).isEqualTo(EAGER);
    }

    private void lookAtWhatWaits(int times) {
        for (int look = 0; look < times; look++) {
            assertThat(pace.next(true)).isIn(EAGER, PATIENT);
        }
    }
}
