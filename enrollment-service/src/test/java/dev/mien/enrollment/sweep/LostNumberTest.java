package dev.mien.enrollment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.deletion.UndoRequest;
import dev.mien.contracts.event.EventType;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.Subscriber;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P5: DELETE was answered 202, and the ledger's database was lost within the second in which nobody had applied the
 * entry yet. No holder is ahead of the ledger then, and none can hand it over.
 */
@QuarkusTest
class LostNumberTest extends EnrollmentServiceTest {
    @Inject
    Sweep sweep;

    // Breaks when the sweep does not ask again for who is numbered and stays: the person's template would stay for
    // ever, under a number that the ledger gives to somebody else.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoseNumberWasLostIsGivenAnother(boolean givenToSomebodyElse) {
        // given
        ledgerIsCaughtUp();
        FacialId facialId = inState("ACTIVE");
        deletion.holdsBack();
        long lost = deletion.append(application, facialId, false);
        door.end(application, facialId, lost);
        deletion.losesTheLast();
        deletion.comesBack();
        if (givenToSomebodyElse) {
            purged(deletion.append(application, new FacialId(UUID.randomUUID()), true));
            assertThat(state(facialId)).isEqualTo("ERASING");
        }
        sql("update announcement set at = now() - interval '61 seconds' where number = ?", lost);

        // when
        sweep.sweep();

        // then
        await().until(() -> state(facialId).equals("gone"));
        assertThat(events(EventType.ERASURE_REQUESTED, givenToSomebodyElse ? 2 : 1))
                .extracting(Subscriber.Seen::key)
                .containsOnly(application + ":" + facialId);
        assertThat(deletion.undosIn(application))
                .extracting(UndoRequest::wasActive)
                .containsExactly(true);
    }

    // Breaks when everybody who is erasing is asked for at each sweep, and not only who ought to be gone.
    @Test
    void whoHasBeenToldOfALittleWhileAgoIsLeftAlone() {
        // given
        FacialId facialId = inState("ACTIVE");
        ledgerIsCaughtUp();
        deletion.holdsBack();
        long number = deletion.append(application, facialId, false);
        door.end(application, facialId, number);

        // when
        sweep.sweep();

        // then
        assertThat(deletion.undosIn(application)).isEmpty();
        deletion.comesBack();
        purged(number);
    }
}
