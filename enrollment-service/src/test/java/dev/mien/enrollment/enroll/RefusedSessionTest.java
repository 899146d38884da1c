package dev.mien.enrollment.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.FakeIndex;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** P3 for those who are refused: the same parts again get the same answer, whatever has become of the others. */
@QuarkusTest
class RefusedSessionTest extends EnrollmentServiceTest {
    // Breaks when Refusals does not note the refusal: whoever was found has gone meanwhile, and the same request
    // enrolls;
    // and each repetition would be looked at anew, and told of as another attempt.
    @Test
    void whoWasRefusedIsRefusedAgainAndToldOfOnce() {
        // given
        FacialId enrolled = inState("ACTIVE");
        index.finds(enrolled);
        Visit visit = visit();
        Reply refused = door.enroll(visit);
        erase(enrolled);

        // when
        Reply again = door.enroll(visit);

        // then
        assertThat(refused.code()).isEqualTo("FACE_DUPLICATION");
        assertThat(again.code()).isEqualTo("FACE_DUPLICATION");
        assertThat(index.calls(FakeIndex.PROBES)).hasSize(1);
        assertThat(profiles()).isZero();
        everythingDelivered();
        assertThat(events(EventType.ENROLLMENT_REJECTED, 1)).hasSize(1);
    }

    // Breaks when Refusals does not ask whether the session has been decided: the same parts would have two answers.
    @Test
    void whoIsRefusedWhileAnotherRequestEnrollsGetsWhatThatOneEarned() {
        // given
        Visit visit = visit();
        CountDownLatch enrolled = new CountDownLatch(1);
        AtomicInteger probes = new AtomicInteger();
        index.probes(call -> {
            if (probes.incrementAndGet() == 1) {
                hold(enrolled);
                return ProbeAnswer.refused(Code.PAD_ATTACK, 422, "A photo.");
            }
            return FakeIndex.nobody();
        });
        CompletableFuture<Reply> slow = meanwhile(() -> door.enroll(visit));
        await().until(() -> probes.get() == 1);
        Reply quick = door.enroll(visit);

        // when
        enrolled.countDown();

        // then
        assertThat(quick.status()).isEqualTo(201);
        assertThat(slow.join().status()).as(slow.join().text()).isEqualTo(201);
        assertThat(slow.join().facialId()).isEqualTo(quick.facialId());
    }

    // What the person can mend leaves the session open: the gateway gives it another challenge, and other parts. Breaks
    // when every refusal is noted.
    @Test
    void whatCanBeMendedDoesNotEndTheSession() {
        // given
        index.probes(call -> ProbeAnswer.refused(Code.POOR_QUALITY, 422, "Too dark."));
        Visit visit = visit();
        Reply blurred = door.enroll(visit);
        index.probes(call -> FakeIndex.nobody());

        // when
        Reply mended = door.enroll(visit);

        // then
        assertThat(blurred.code()).isEqualTo("POOR_QUALITY");
        assertThat(mended.status()).as(mended.text()).isEqualTo(201);
    }
}
