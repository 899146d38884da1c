package dev.mien.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PictureTurnsTest {
    private final ApplicationId shop = new ApplicationId(UUID.randomUUID());
    private final ApplicationId club = new ApplicationId(UUID.randomUUID());
    private final PictureTurns turns = new PictureTurns(2);

    // Fails when one application's calls count for another's, or one more than allowed gets in.
    @Test
    void eachApplicationHasTurnsOfItsOwn() {
        turns.take(shop);
        turns.take(shop);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> turns.take(shop))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
                    assertThat(refusal.retryAfter()).isPositive();
                });
        turns.take(club);
    }

    // Fails when a refusal takes a turn, or applications that have none are kept: memory would grow with their number.
    @Test
    void whatIsGivenBackCanBeTakenAgainAndLeavesNothing() {
        turns.take(shop);
        turns.take(shop);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> turns.take(shop));

        turns.give(shop);
        turns.take(shop);
        turns.give(shop);
        turns.give(shop);

        assertThat(turns.applications()).isZero();
    }

    // Fails when a setting that would let nobody in, or everybody, is taken.
    @Test
    void noTurnsAtAllIsNoSetting() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new PictureTurns(0))
                .withMessageContaining("mien.pictures.at-once-and-application");
    }
}
