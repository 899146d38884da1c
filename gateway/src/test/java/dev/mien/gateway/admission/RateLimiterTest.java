package dev.mien.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final Network HOME = Network.of("192.0.2.1");
    private static final Network OFFICE = Network.of("198.51.100.1");
    private static final Network ABROAD = Network.of("2001:db8::1");

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final RateLimiter limiter = limiter(3, 100);

    // Fails when a bucket holds more or less than a minute's worth, or an empty one lets somebody through.
    @Test
    void aMinutesWorthMayComeAtOnce() {
        take(HOME, 3);

        assertRefused(HOME, 20);
    }

    // Fails when tokens do not come back one by one, or the pause that is told is too short to help.
    @Test
    void whoWaitsAsLongAsToldGetsOneMore() {
        take(HOME, 3);
        now = now.plusSeconds(20);

        limiter.take(HOME);

        assertRefused(HOME, 20);
    }

    @Test
    void thePauseGetsShorterWhileItIsWaitedFor() {
        take(HOME, 3);
        now = now.plusSeconds(15);

        assertRefused(HOME, 5);
    }

    // Fails when a bucket grows for as long as nobody comes.
    @Test
    void anHourWithoutVisitorsIsNoStockForTheNext() {
        take(HOME, 1);
        now = now.plus(Duration.ofHours(1));

        take(HOME, 3);

        assertRefused(HOME, 20);
    }

    // Fails when networks share a bucket.
    @Test
    void eachNetworkHasItsOwn() {
        take(HOME, 3);

        take(OFFICE, 3);

        assertRefused(HOME, 20);
    }

    // Addresses of one network are one visitor: a /24 has as many sessions as a single address.
    @Test
    void neighboursShare() {
        take(Network.of("192.0.2.1"), 2);
        take(Network.of("192.0.2.254"), 1);

        assertRefused(Network.of("192.0.2.77"), 20);
    }

    // What guards a door fails closed. Fails when a network that cannot be counted is let in.
    @Test
    void whoCannotBeCountedIsRefused() {
        RateLimiter small = limiter(3, 2);
        small.take(HOME);
        small.take(OFFICE);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> small.take(ABROAD))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_REQUESTS));
        small.take(HOME);
    }

    // Fails when full buckets are kept for ever: whoever comes from many networks would shut the door for good.
    @Test
    void whoHasNotBeenSeenForAMinuteMakesRoom() {
        RateLimiter small = limiter(3, 2);
        small.take(HOME);
        now = now.plusSeconds(30);
        take(small, OFFICE, 3);
        now = now.plusSeconds(30);

        small.take(ABROAD);

        // Of the two, only one was full again; the other's account goes on.
        small.take(OFFICE);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> small.take(OFFICE));
    }

    // A clock that is set back gives nothing away, and takes nothing. Fails when what is gained may be negative.
    @Test
    void aClockThatIsSetBackTakesNothing() {
        take(HOME, 2);
        now = now.minus(Duration.ofHours(1));

        limiter.take(HOME);

        assertRefused(HOME, 20);
    }

    @Test
    void noneAtAllIsNoSetting() {
        assertThatIllegalStateException()
                .isThrownBy(() -> limiter(0, 2))
                .withMessageContaining("mien.sessions.per-minute-and-network");
    }

    private RateLimiter limiter(int perMinute, int networks) {
        return new RateLimiter(new SettableClock(), perMinute, networks);
    }

    private void take(Network network, int times) {
        take(limiter, network, times);
    }

    private static void take(RateLimiter from, Network network, int times) {
        for (int i = 0; i < times; i++) {
            from.take(network);
        }
    }

    private void assertRefused(Network network, int seconds) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> limiter.take(network))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_REQUESTS))
                .satisfies(
                        refusal -> assertThat(refusal.retryAfter().toSeconds()).isEqualTo(seconds));
    }

    private final class SettableClock extends Clock {
        @Override
        public Instant instant() {
            return now;
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
}
