package dev.mien.auth.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door.Reply;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** P10: the check of the one person to be let in is the last word, and nothing signed later says otherwise. */
@QuarkusTest
class MomentOfTruthTest extends AuthServiceTest {
    private final ApplicationId application = Peers.application();
    private final Visit visit = Visit.of(application);

    // P10, "a service paused after the check signs an hour later". Breaks when Verdicts no longer asks stillValid: the
    // answer would be 200 for somebody who may have been erased for an hour.
    @Test
    void whoWasPausedAfterTheCheckAnswersNobody() {
        // given
        found(0.97);
        peers.confirms(Instant.now(), null);
        peers.afterConfirmation(() -> clock.advance(Duration.ofHours(1)));

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).doesNotContain("resultToken");
        assertThat(texts("select outcome from attempt where application_id = ?", application.value()))
                .isEmpty();
    }

    // P10. Breaks as the one above, for a repeated request; and when Verdicts.admitAgain notes a token that it will
    // not sign.
    @Test
    void whoWasPausedAfterTheCheckOfARepeatedRequestAnswersNobody() {
        // given
        found(0.97);
        door.authenticate(visit, "face");
        peers.confirms(Instant.now(), null);
        peers.afterConfirmation(() -> clock.advance(Duration.ofHours(1)));

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).doesNotContain("resultToken");
        assertThat(count("select count(*) from result_token where application_id = ?", application.value()))
                .as("tokens noted, of which the first request was given one")
                .isEqualTo(1);
    }

    // P10. Breaks when the answer rests on the earlier look-up of states rather than on a confirmation.
    @Test
    void whoEndsBetweenLookUpAndCheckIsRefused() {
        // given
        FacialId facialId = found(0.97);
        peers.finds(Peers.scores(facialId, 0.97, Peers.facialId(), 0.941));
        var script = new Object() {
            boolean lookedUp;
        };
        var answers = peers.scriptedEnrollment();
        peers.enrollment().answers(call -> {
            if (script.lookedUp) {
                peers.knows(facialId, ProfileState.ERASING);
            }
            script.lookedUp = true;
            return answers.apply(call);
        });

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.code()).isEqualTo("UNRECOGNIZED_FACE");
        assertThat(texts("select facial_id::text from attempt where application_id = ?", application.value()))
                .containsExactly((String) null);
    }

    // P10, "auth-service does not record it after it has fulfilled", and P4: the write comes after the purge. Breaks
    // when the guard is not asked in the transaction that records: the Facial ID would stay for ever, after the
    // confirmation that nothing of it is left.
    @Test
    void whatWasConfirmedBeforeAnErasureIsNotRecordedAfterIt() {
        // given
        FacialId facialId = found(0.97);
        peers.afterConfirmation(() -> erase(application, facialId));

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.code()).isEqualTo("UNRECOGNIZED_FACE");
        assertThat(texts("select code from attempt where application_id = ?", application.value()))
                .containsExactly("UNRECOGNIZED_FACE");
        assertNothingNames(facialId);
    }

    // As above, for a request that is repeated.
    @Test
    void aRepeatedRequestThatWasConfirmedBeforeAnErasureGetsNoTokenAfterIt() {
        // given
        FacialId facialId = found(0.97);
        door.authenticate(visit, "face");
        peers.afterConfirmation(() -> erase(application, facialId));

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.code()).isEqualTo("UNRECOGNIZED_FACE");
        assertNothingNames(facialId);
    }

    private void assertNothingNames(FacialId facialId) {
        byte[] subject = hasher.of(application, facialId).bytes();
        assertThat(count(
                        "select (select count(*) from attempt where facial_id = ? or subject_hash = ?)"
                                + " + (select count(*) from session_outcome where facial_id = ? or subject_hash = ?)"
                                + " + (select count(*) from result_token where facial_id = ? or subject_hash = ?)",
                        facialId.value(),
                        subject,
                        facialId.value(),
                        subject,
                        facialId.value(),
                        subject))
                .isZero();
    }
}
