package dev.mien.auth.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door.Reply;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.testing.peer.Peer;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of a recognition is handed on to be learned from: a call that comes, or does not. */
@QuarkusTest
class LearningTest extends AuthServiceTest {
    private static final String OCCASIONS = "/occasions";
    private final Visit visit = Visit.of(Peers.application());

    @Test
    void aCertainRecognitionIsHandedOn() {
        // given
        FacialId facialId = certain();

        // when
        Reply reply = door.authenticate(visit.learningTemplates(), "face");

        // then
        assertThat(reply.status()).isEqualTo(200);
        await().until(() -> peers.enrollment().calls(OCCASIONS).size() == 1);
        assertThat(peers.enrollment().calls(OCCASIONS)).singleElement().satisfies(call -> {
            assertThat(call.path()).contains(facialId.toString());
            assertThat(call.context())
                    .isEqualTo(peers.index().calls().getFirst().context());
            assertThat(new String(call.body(), StandardCharsets.UTF_8)).contains("\"sealedProbe\":\"sealed\"");
        });
    }

    // Breaks when only policies that learn are asked: nobody would move to another model profile.
    @Test
    void wherePeopleMoveARecognitionIsHandedOnWithoutLearning() {
        // given
        certain();

        // when
        Reply reply = door.authenticate(visit.movingPeopleTo("other"), "face");

        // then
        assertThat(reply.status()).isEqualTo(200);
        await().until(() -> peers.enrollment().calls(OCCASIONS).size() == 1);
    }

    // P10. Breaks when the answer waits for what is learned, or depends on it: here it never ends, then fails.
    @Test
    void theAnswerDoesNotWait() {
        // given
        certain();
        CountDownLatch answered = new CountDownLatch(1);
        var usual = peers.scriptedEnrollment();
        peers.enrollment().answers(call -> {
            if (!call.path().endsWith(OCCASIONS)) {
                return usual.apply(call);
            }
            hold(answered);
            return Peer.Answer.problem(503, "PROCESSING_ERR");
        });

        // when
        Reply reply = door.authenticate(visit.learningTemplates(), "face");
        answered.countDown();

        // then
        assertThat(reply.status()).isEqualTo(200);
        await().until(() -> peers.enrollment().calls(OCCASIONS).size() == 1);
    }

    // Breaks when more wait than there is room for: a slow index would fill this service up. And when one application
    // may have all of it: nobody else's templates would learn while it is busy.
    @Test
    void moreThanAnApplicationsShareAreDroppedAndOthersStillLearn() {
        // given
        certain();
        CountDownLatch done = new CountDownLatch(1);
        var usual = peers.scriptedEnrollment();
        peers.enrollment().answers(call -> {
            if (call.path().endsWith(OCCASIONS)) {
                hold(done);
            }
            return usual.apply(call);
        });

        // when
        int share = Learning.AT_ONCE / 2;
        for (int i = 0; i < share + 2; i++) {
            Visit next = Visit.of(visit.application()).learningTemplates();
            assertThat(door.authenticate(next, "face " + i).status()).isEqualTo(200);
        }

        // then
        await().until(() -> peers.enrollment().calls(OCCASIONS).size() == share);
        Visit elsewhere = Visit.of(Peers.application()).learningTemplates();
        assertThat(door.authenticate(elsewhere, "another face").status()).isEqualTo(200);
        await().until(() -> peers.enrollment().calls(OCCASIONS).size() == share + 1);
        done.countDown();
        assertThat(peers.enrollment().calls(OCCASIONS)).hasSize(share + 1);
    }

    // Breaks when the answer is not heeded: each login would be compared with everybody, for nothing.
    @Test
    void whoHasHadTheOccasionOfTheDayIsNotHandedOnAgain() {
        // given
        FacialId same = certain();
        peers.settles(true);
        door.authenticate(visit.learningTemplates(), "face");
        await().until(() -> peers.enrollment().calls(OCCASIONS).size() == 1);

        // The answer may still be on its way: then the next one is handed on as well, but not the one after it.
        await().until(() -> {
            int before = peers.enrollment().calls(OCCASIONS).size();
            // when
            Visit next = Visit.of(visit.application()).learningTemplates();
            assertThat(door.authenticate(next, "face").status()).isEqualTo(200);
            // then
            marked();
            peers.findsCertainly(Map.of(same, 0.99), "sealed");
            return peers.enrollment().calls(OCCASIONS).size() == before + 1;
        });
    }

    // Breaks when every answer is taken for the last word: an occasion that was refused, or failed, would be the day's.
    @Test
    void whoHasNotIsHandedOnAgain() {
        // given
        certain();
        door.authenticate(visit.learningTemplates(), "face");
        await().until(() -> peers.enrollment().calls(OCCASIONS).size() == 1);

        // when
        door.authenticate(Visit.of(visit.application()).learningTemplates(), "face");

        // then
        await().until(() -> peers.enrollment().calls(OCCASIONS).size() == 2);
    }

    // Breaks when a policy that does not want it is not asked.
    @Test
    void whereThePolicyDoesNotSayNothingIsHandedOn() {
        // given
        certain();

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.status()).isEqualTo(200);
        nothingWasHandedOn();
    }

    // Breaks when somebody is learned from before the moment of truth, or without it.
    @ParameterizedTest
    @EnumSource(value = ProfileState.class, names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void ofWhoIsRefusedNothingIsHandedOn(ProfileState state) {
        // given
        peers.knows(certain(), state);

        // when
        Reply reply = door.authenticate(visit.learningTemplates(), "face");

        // then
        assertThat(reply.status()).isEqualTo(401);
        nothingWasHandedOn();
    }

    // Breaks when each answer of a repeated request hands something on: its frames were never looked at again.
    @Test
    void aRepeatedRequestHandsOnNothingMore() {
        // given
        certain();
        Visit same = visit.learningTemplates();
        door.authenticate(same, "face");
        await().until(() -> peers.enrollment().calls(OCCASIONS).size() == 1);

        // when
        Reply again = door.authenticate(same, "face");

        // then
        assertThat(again.status()).isEqualTo(200);
        marked();
        assertThat(peers.enrollment().calls(OCCASIONS)).hasSize(2);
    }

    private FacialId certain() {
        FacialId facialId = Peers.facialId();
        peers.knows(facialId, ProfileState.ACTIVE);
        peers.findsCertainly(Map.of(facialId, 0.99), "sealed");
        return facialId;
    }

    private void nothingWasHandedOn() {
        marked();
        assertThat(peers.enrollment().calls(OCCASIONS)).hasSize(1);
    }

    /** Hands one on and waits for it: what an earlier request handed on has come before, or never will. */
    private void marked() {
        peers.knows(certain(), ProfileState.ACTIVE);
        int before = peers.enrollment().calls(OCCASIONS).size();
        door.authenticate(Visit.of(visit.application()).learningTemplates(), "another face");
        await().until(() -> peers.enrollment().calls(OCCASIONS).size() > before);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
