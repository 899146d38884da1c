package dev.mien.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestingTest {
    /** Where {@link System#nanoTime} may begin: just before it overflows. */
    private long now = Long.MAX_VALUE - 5;

    private final Resting resting = new Resting(() -> now);

    @Test
    void aQueueRestsUntilItsPauseIsOver() {
        resting.rest("topic", Duration.ofNanos(10));
        // Fails when the ends are compared as numbers instead of by their distance: the pause's is a negative one here.
        assertThat(resting.queues()).containsExactly("topic");
        now += 9;
        assertThat(resting.queues()).containsExactly("topic");

        now += 1;

        assertThat(resting.queues()).isEmpty();
    }

    @Test
    void eachQueueHasItsOwnPause() {
        resting.rest("topic", Duration.ofNanos(1));
        resting.rest(Resting.key("topic", "key"), Duration.ofNanos(3));

        now += 2;

        assertThat(resting.queues()).containsExactly("topic/key");
    }

    @Test
    void whatFailsAgainRestsAnew() {
        resting.rest("topic", Duration.ofNanos(2));
        now += 1;
        resting.rest("topic", Duration.ofNanos(2));

        now += 1;

        assertThat(resting.queues()).containsExactly("topic");
    }
}
