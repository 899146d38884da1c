package dev.mien.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door;
import dev.mien.auth.peers.Door.Reply;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.enrollment.ProfileState;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P3 as far as authentications go: one session, one outcome, however often and in whatever form it is asked for. */
@QuarkusTest
class SessionTest extends AuthServiceTest {
    private final ApplicationId application = Peers.application();
    private final Visit visit = Visit.of(application);

    // P3, "the 200 is lost". Breaks when the outcome is not looked up before the probe, or when the digest is taken of
    // the body, whose boundary is another one the second time.
    @Test
    void theSamePartsGetTheSameAnswerWithAFreshToken() {
        // given
        FacialId facialId = found(0.97);
        Reply lost = door.authenticate(visit, Door.multipart(List.of("face"), "{}", "first"));
        peers.finds(Map.of());

        // when
        Reply again = door.authenticate(visit, Door.multipart(List.of("face"), "{}", "second"));

        // then
        assertThat(lost.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("facialId").textValue()).isEqualTo(facialId.toString());
        assertThat(again.token()).isNotBlank().isNotEqualTo(lost.token());
        assertThat(peers.index().calls()).as("probes").hasSize(1);
    }

    // Breaks when a repeated request writes another attempt: subscribers would count one login twice.
    @Test
    void aRepeatedRequestIsOneAttemptAndOneEvent() {
        // given
        found(0.97);
        door.authenticate(visit, "face");

        // when
        door.authenticate(visit, "face");

        // then
        assertThat(count("select count(*) from attempt where application_id = ?", application.value()))
                .isEqualTo(1);
    }

    // Contexts' jti are not remembered; this is why they need not be. Breaks when a session may be decided twice: one
    // that is presented again would be a second attempt, and a second event.
    @Test
    void aContextThatIsPresentedAgainIsNoSecondAttempt() {
        // given
        FacialId facialId = found(0.97);
        byte[] body = Door.multipart(List.of("face"), "{}", "b");
        String context = door.context(visit, Operation.AUTHENTICATE, body);
        present(body, context);
        FacialId lookalike = found(0.98);

        // when
        Reply again = present(body, context);

        // then
        assertThat(again.text()).doesNotContain(lookalike.toString());
        assertThat(again.body().path("facialId").asText()).isEqualTo(facialId.toString());
        assertThat(count("select count(*) from attempt where application_id = ?", application.value()))
                .isEqualTo(1);
    }

    private Reply present(byte[] body, String context) {
        return door.post("/internal/v1/authentications", Door.contentType(body), body, context, Door.gateway());
    }

    // P3. Breaks when the digest is not compared.
    @ParameterizedTest
    @ValueSource(strings = {"another face", "face"})
    void otherPartsFindTheSessionExpired(String frame) {
        // given
        found(0.97);
        door.authenticate(visit, "face", "{\"nonce\":\"one\"}");

        // when
        Reply other = door.authenticate(visit, frame, "{\"nonce\":\"two\"}");

        // then
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.code()).isEqualTo("SESSION_EXPIRED");
    }

    // P3, "erased in between; the retry". Breaks when a success is answered without a new confirmation, or when the
    // purge forgets the session: the same parts would then be searched again, and find whoever looks like that by now.
    @Test
    void afterAnErasureTheSamePartsAreADefiniteFailure() {
        // given
        FacialId erased = found(0.97);
        door.authenticate(visit, "face");
        erase(application, erased);
        FacialId enrolledAgain = found(0.97);

        // when
        Reply again = door.authenticate(visit, "face");

        // then
        assertThat(again.code()).isEqualTo("UNRECOGNIZED_FACE");
        assertThat(again.text()).doesNotContain(enrolledAgain.toString());
        assertThat(door.authenticate(visit, "another").code()).isEqualTo("SESSION_EXPIRED");
    }

    @Test
    void whoWasPausedInBetweenIsRefused() {
        // given
        FacialId facialId = found(0.97);
        door.authenticate(visit, "face");
        peers.knows(facialId, ProfileState.PAUSED);

        // when
        Reply again = door.authenticate(visit, "face");

        // then
        assertThat(again.code()).isEqualTo("UNRECOGNIZED_FACE");
    }

    @Test
    void aDefiniteRefusalIsTheSameRefusalAgain() {
        // given
        Reply first = door.authenticate(visit, "stranger");
        found(0.97);

        // when
        Reply again = door.authenticate(visit, "stranger");

        // then
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.code()).isEqualTo("UNRECOGNIZED_FACE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_FACES_DETECTED", "MANY_FACES", "POOR_QUALITY", "FACE_OBSCURED"})
    void aRefusalThatThePersonCanMendLeavesTheSessionOpen(String code) {
        // given
        peers.refusesFrames(422, code);
        door.authenticate(visit, "bad picture");
        found(0.97);

        // when
        Reply mended = door.authenticate(visit, "good picture");

        // then
        assertThat(mended.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAD_ATTACK", "FACE_MISMATCH"})
    void aRefusalThatNobodyCanMendEndsIt(String code) {
        // given
        peers.refusesFrames(422, code);
        door.authenticate(visit, "attack");
        found(0.97);

        // when
        Reply next = door.authenticate(visit, "another attack");

        // then
        assertThat(next.code()).isEqualTo("SESSION_EXPIRED");
    }

    // P3. Breaks when the outcome is written without asking whether the session has one: two simultaneous requests
    // would both be let in, with other parts even as two people.
    @Test
    void ofSimultaneousRequestsWithOtherPartsOneIsLetIn() throws Exception {
        // given
        found(0.97);
        int requests = 4;
        CountDownLatch confirmed = new CountDownLatch(requests);
        peers.afterConfirmation(() -> awaitAll(confirmed));
        try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {

            // when
            List<Future<Reply>> replies = java.util.stream.IntStream.range(0, requests)
                    .mapToObj(i -> browsers.submit(() -> door.authenticate(visit, "face " + i)))
                    .toList();

            // then
            assertThat(replies)
                    .extracting(reply ->
                            reply.get().status() == 200 ? "in" : reply.get().code())
                    .containsExactlyInAnyOrder("in", "SESSION_EXPIRED", "SESSION_EXPIRED", "SESSION_EXPIRED");
        }
    }

    // P3, for the one who comes second with a refusal. Breaks when Verdicts.recordRefusal does not ask whether the
    // session is decided: the same parts would have two answers, and one login two attempts.
    @Test
    void whoIsRefusedWhileAnotherRequestIsLetInGetsWhatThatOneEarned() throws Exception {
        // given
        FacialId facialId = found(0.97);
        CountDownLatch letIn = new CountDownLatch(1);
        AtomicInteger probes = new AtomicInteger();
        peers.index().answers(_ -> {
            if (probes.incrementAndGet() > 1) {
                return Peers.probed(Map.of(facialId, 0.97));
            }
            await(letIn);
            return Peers.probed(Map.of());
        });
        CompletableFuture<Reply> slow = meanwhile(() -> door.authenticate(visit, "face"));
        Awaitility.await().until(() -> probes.get() == 1);
        Reply quick = door.authenticate(visit, "face");

        // when
        letIn.countDown();

        // then
        assertThat(quick.status()).isEqualTo(200);
        assertThat(slow.join().body().path("facialId").asText()).isEqualTo(facialId.toString());
        assertThat(texts("select outcome from attempt where application_id = ?", application.value()))
                .containsExactly("MATCHED");
    }

    @Test
    void simultaneousRequestsWithTheSamePartsAreAllLetInAsOneAttempt() throws Exception {
        // given
        found(0.97);
        CountDownLatch confirmed = new CountDownLatch(2);
        peers.afterConfirmation(() -> awaitAll(confirmed));
        try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {

            // when
            Future<Reply> one = browsers.submit(() -> door.authenticate(visit, "face"));
            Future<Reply> other = browsers.submit(() -> door.authenticate(visit, "face"));

            // then
            assertThat(one.get().status()).isEqualTo(200);
            assertThat(other.get().status()).isEqualTo(200);
            assertThat(count("select count(*) from attempt where application_id = ?", application.value()))
                    .isEqualTo(1);
        }
    }

    /** Holds everybody until all have come, so that all are past the look-up of the session; later ones pass. */
    private static void awaitAll(CountDownLatch latch) {
        latch.countDown();
        await(latch);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
