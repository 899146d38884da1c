package dev.mien.enrollment.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.FacialId;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P4: the ledger is applied in order, and without gaps. */
@QuarkusTest
class LedgerGapTest extends EnrollmentServiceTest {
    // P4: numbers are without gaps, and applied in order. Breaks when LedgerFollower does not compare a page's
    // numbers with its own: it would pass over somebody for ever, and report that it had not.
    @Test
    void aPageWithAGapIsNotApplied() {
        // given
        deletion.holdsBack();
        FacialId missing = inState("ACTIVE");
        FacialId next = inState("ACTIVE");
        long number = deletion.append(application, missing, false);
        long last = deletion.append(application, next, false);
        deletion.comesBack();
        deletion.loses(number);

        // when
        polled();
        polled();

        // then
        assertThat(state(next)).isEqualTo("ACTIVE");
        assertThat(count("select applied from ledger_progress")).isEqualTo(number - 1);
        deletion.comesBack();
        purged(last);
        assertThat(List.of(state(missing), state(next))).containsExactly("gone", "gone");
    }

    /** Has the ledger asked once more; before that, the page of an earlier call has been dealt with. */
    private void polled() {
        int before = deletion.calls("/ledger/polls").size();
        await().until(() -> {
            follower.wake();
            return deletion.calls("/ledger/polls").size() > before;
        });
    }
}
