package dev.mien.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mien.testing.clock.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchTurnTest {
    private final MovableClock clock = new MovableClock();
    private final BatchTurn turn = new BatchTurn(clock);

    @Test
    void oneAtATime() {
        assertThat(turn.take("shop")).isTrue();
        assertThat(turn.take("shop")).isFalse();
        assertThat(turn.take("club")).isFalse();

        turn.leave();

        assertThat(turn.take("club")).isTrue();
    }

    // Fails when whoever is quicker gets it again and again: one importer would keep all others from importing
    // anything.
    @Test
    void whoHadItLetsWhoWasSentAwayGoFirst() {
        turn.take("shop");
        turn.take("club");
        turn.leave();

        assertThat(turn.take("shop")).isFalse();
        assertThat(turn.take("club")).isTrue();
        turn.leave();
        assertThat(turn.take("shop")).isTrue();
    }

    // Fails when whoever was sent away once and never comes again is waited for without end.
    @Test
    void whoDoesNotComeAgainIsNotWaitedFor() {
        turn.take("shop");
        turn.take("club");
        turn.leave();
        clock.advance(Duration.ofSeconds(3));

        assertThat(turn.take("shop")).isTrue();
    }

    // Fails when an application waits for itself.
    @Test
    void aloneItIsTakenAgainAtOnce() {
        turn.take("shop");
        turn.take("shop");
        turn.leave();

        assertThat(turn.take("shop")).isTrue();
    }

    @Test
    void nobodyLeavesWhatNobodyTook() {
        assertThatIllegalStateException().isThrownBy(turn::leave);
    }
}
