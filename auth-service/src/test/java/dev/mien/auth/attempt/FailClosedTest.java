package dev.mien.auth.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door;
import dev.mien.auth.peers.Door.Reply;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Operation;
import dev.mien.testing.peer.Peer;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is away, slow or odd, nobody is recognized, nothing is written, and the caller is told when to come again. */
@QuarkusTest
class FailClosedTest extends AuthServiceTest {
    private final ApplicationId application = Peers.application();
    private final Visit visit = Visit.of(application);

    // Breaks when a failed call is taken for an empty answer, or when Calls forgets Retry-After.
    @ParameterizedTest
    @CsvSource({
        "index, away",
        "index, nonsense",
        "index, slow",
        "enrollment, away",
        "enrollment, nonsense",
        "enrollment, slow"
    })
    void withoutAPeerNobodyIsRecognized(String who, String how) {
        // given
        found(0.97);
        CountDownLatch over = new CountDownLatch(1);
        Peer peer = who.equals("index") ? peers.index() : peers.enrollment();
        peer.answers(_ -> switch (how) {
            case "away" -> new Peer.Answer(502, "");
            case "nonsense" -> Peer.Answer.ok("[");
            default -> whenOver(over);
        });

        // when
        Reply reply = door.authenticate(visit, "face");
        over.countDown();

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.retryAfter()).isEqualTo("1");
        assertThat(reply.body().get("detail").textValue()).startsWith(who + "-service");
        assertNothingIsWritten();
    }

    // Breaks when People.confirm does not compare whom the confirmation is about, or lets one without a moment through.
    @ParameterizedTest
    @CsvSource({"somebody else", "nobody", "no moment"})
    void aConfirmationThatIsNotAboutThePersonAndAMomentIsNotBelieved(String what) {
        // given
        FacialId facialId = found(0.97);
        var usual = peers.scriptedEnrollment();
        String about = what.equals("somebody else") ? "\"" + Peers.facialId() + "\"" : "null";
        peers.enrollment()
                .answers(call -> call.path().endsWith("/lookup")
                        ? usual.apply(call)
                        : Peer.Answer.ok("{\"facialId\":%s,\"confirmedAt\":%s,\"payload\":null,\"payloadSource\":null}"
                                .formatted(
                                        what.equals("no moment") ? "\"" + facialId + "\"" : about,
                                        what.equals("no moment") ? "null" : "\"" + Instant.now() + "\"")));

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertNothingIsWritten();
    }

    // P10. Breaks when Verdicts looks for moments that are too old alone: this token would be good for an hour.
    @Test
    void aMomentOfTruthThatIsStillToComeIsNotSigned() {
        // given
        found(0.97);
        peers.confirms(Instant.now().plus(Duration.ofHours(1)), null);

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).doesNotContain("resultToken");
        assertNothingIsWritten();
    }

    // P9, P4. Breaks when Verdicts asks the ledger about the person alone: the purge of the application has been
    // confirmed by then, and its ids would stay.
    @Test
    void whoWasConfirmedBeforeTheirApplicationWasDeletedLeavesNothing() {
        // given
        found(0.97);
        peers.afterConfirmation(() -> purge(peers.ledger().appendApplication(hasher.of(application))));

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.code()).isEqualTo("UNRECOGNIZED_FACE");
        assertNothingIsWritten();
    }

    // P9. As above, for an attempt that names nobody and has therefore no other entry of the ledger to find it.
    @Test
    void aFailureAfterTheApplicationWasDeletedLeavesNothing() {
        // given
        purge(peers.ledger().appendApplication(hasher.of(application)));

        // when
        Reply reply = door.authenticate(visit, "stranger");

        // then
        assertThat(reply.code()).isEqualTo("UNRECOGNIZED_FACE");
        assertNothingIsWritten();
    }

    // Breaks when a named person is looked up only where the search has found them: the time would tell who is
    // enrolled.
    @ParameterizedTest
    @CsvSource({"unknown", "known"})
    void whoeverIsNamedIsAskedForFoundOrNot(String who) {
        // given
        FacialId known = found(0.97);
        peers.finds(java.util.Map.of());
        FacialId named = who.equals("known") ? known : Peers.facialId();

        // when
        Reply reply = door.authenticate(visit, "face", "{\"facialId\":\"" + named + "\"}");

        // then
        assertThat(reply.code()).isEqualTo("UNRECOGNIZED_FACE");
        assertThat(peers.enrollment().calls()).as("look-ups").hasSize(1);
    }

    @Test
    void aRequestWithoutABodyIsRefused() {
        // given
        byte[] nothing = {};
        String context = door.context(visit, Operation.AUTHENTICATE, nothing);

        // when
        Reply reply = door.post(
                "/internal/v1/authentications", "multipart/form-data; boundary=b", nothing, context, Door.gateway());

        // then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
    }

    private static Peer.Answer whenOver(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Peer.Answer(502, "");
    }

    private void assertNothingIsWritten() {
        assertThat(count(
                        "select (select count(*) from attempt where application_id = ?)"
                                + " + (select count(*) from session_outcome where application_id = ?)"
                                + " + (select count(*) from result_token where application_id = ?)",
                        application.value(),
                        application.value(),
                        application.value()))
                .isZero();
    }
}
