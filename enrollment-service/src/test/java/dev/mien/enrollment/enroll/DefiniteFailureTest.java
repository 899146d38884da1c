package dev.mien.enrollment.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.FakeIndex;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** P3: after undo or erasure a definite failure, for whoever asks again and for whoever is still at it. */
@QuarkusTest
class DefiniteFailureTest extends EnrollmentServiceTest {
    // Breaks when EndsOfLife leaves the session as it was: it would be pending for ever, and every retry a 503.
    @Test
    void whoIsErasedWhilePendingIsRefusedAtOnce() {
        // given
        Visit visit = visit();
        FacialId facialId = new FacialId(UUID.randomUUID());
        CountDownLatch stored = new CountDownLatch(1);
        CompletableFuture<Reply> first = hangsInStore(visit, facialId, stored);
        deletion.holdsBack();
        door.end(application, facialId, deletion.append(application, facialId, false));

        // when
        Reply again = door.enroll(visit);

        // then
        assertThat(again.code()).isEqualTo("SESSION_EXPIRED");
        stored.countDown();
        assertThat(first.join().code()).isEqualTo("SESSION_EXPIRED");
        assertThat(state(facialId)).isEqualTo("ERASING");
    }

    // Given up by the sweep, and in no ledger yet, while its store was on the way. Breaks when Profiles.activate does
    // not name the state that it starts from: nothing would lead out of erasing but this.
    @Test
    void whoWasGivenUpWhileStoringNeverBecomesActive() {
        // given
        Visit visit = visit();
        FacialId facialId = new FacialId(UUID.randomUUID());
        CountDownLatch stored = new CountDownLatch(1);
        CompletableFuture<Reply> slow = hangsInStore(visit, facialId, stored);
        deletion.goesAway();
        sql("update profile set state = 'ERASING' where facial_id = ?", facialId.value());

        // when
        stored.countDown();

        // then
        assertThat(slow.join().code()).isEqualTo("SESSION_EXPIRED");
        assertThat(state(facialId)).isEqualTo("ERASING");
    }

    // A session that ended in a refusal has no person whose application could be compared. Breaks when KnownSession
    // does not compare the session's.
    @Test
    void anotherApplicationLearnsNothingOfASessionThatWasRefused() {
        // given
        FacialId newer = inState("ACTIVE");
        index.stores(request -> FakeIndex.newer(newer));
        Visit visit = visit();
        Reply refused = door.enroll(visit);
        Visit elsewhere = new Visit(
                new ApplicationId(UUID.randomUUID()), visit.session(), visit.policy(), visit.frames(), visit.request());

        // when
        Reply reply = door.enroll(elsewhere);

        // then
        assertThat(refused.code()).isEqualTo("FACE_DUPLICATION");
        assertThat(reply.code()).isEqualTo("SESSION_EXPIRED");
    }
}
