package dev.mien.auth.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is offered while the service ends. */
class StoppedTest {
    // Breaks when the refusal of an executor that has been shut down reaches the caller: who has just been let in, and
    // is recorded as such, would be answered 500.
    @Test
    void whoWasLetInIsAnsweredAllTheSame() {
        // given
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Learning learning = new Learning(null, new SettledToday(Clock.systemUTC()), meters);
        learning.stop();

        // when
        assertThatCode(() -> learning.offer(new Occasion(
                        "context", new ApplicationId(UUID.randomUUID()), 1, new FacialId(UUID.randomUUID()), "sealed")))
                .doesNotThrowAnyException();

        // then
        assertThat(meters.counter("mien.auth.learning.dropped").count()).isEqualTo(1);
    }
}
