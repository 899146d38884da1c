package dev.mien.enrollment.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitTest {
    // P1: an outcome is awaited. Breaks when Wait looks once only (LONGEST of nothing): whoever comes a moment before
    // the other one is decided would be sent away with a 503.
    @Test
    void whatIsNotSettledIsLookedAtAgain() {
        // given
        AtomicInteger looks = new AtomicInteger();

        // when
        int seen = Wait.until(look -> look == 2, looks::incrementAndGet);

        // then
        assertThat(seen).isEqualTo(2);
    }

    @Test
    void whatIsSettledIsNotLookedAtAgain() {
        // given
        AtomicInteger looks = new AtomicInteger();

        // when
        Wait.until(look -> true, looks::incrementAndGet);

        // then
        assertThat(looks).hasValue(1);
    }
}
