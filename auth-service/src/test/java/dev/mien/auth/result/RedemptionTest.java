package dev.mien.auth.result;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D7: what a backend gets for a result token, once. */
@QuarkusTest
class RedemptionTest extends AuthServiceTest {
    private static final String PATH = "/internal/v1/result-tokens/redemptions";
    private final ApplicationId application = Peers.application();

    @Test
    void aBackendLearnsWhoItWasAndHowItWasDecided() {
        // given
        FacialId facialId = found(0.9712345);
        String token = token();
        Instant now = Instant.now();
        peers.confirms(now, "{\"user\":7}");

        // when
        Reply reply = door.redeem(application, token);

        // then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("facialId").textValue()).isEqualTo(facialId.toString());
        assertThat(reply.body().get("payload").textValue()).isEqualTo("{\"user\":7}");
        assertThat(Instant.parse(reply.body().get("confirmedAt").textValue())).isEqualTo(now);
        assertThat(reply.body().at("/claims/operation").textValue()).isEqualTo("authenticate");
        assertThat(reply.body().at("/decision/score").doubleValue()).isEqualTo(0.9712345);
        assertThat(reply.body().at("/decision/threshold").doubleValue()).isEqualTo(0.95);
        assertThat(reply.body().at("/decision/searched").longValue()).isEqualTo(7);
    }

    @Test
    void aTokenIsAcceptedOnce() {
        // given
        found(0.97);
        String token = token();
        door.redeem(application, token);

        // when
        Reply second = door.redeem(application, token);

        // then
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("CONFLICT");
    }

    // D7. Breaks when the use is read first and written afterwards, instead of by one UPDATE that finds it unused.
    @Test
    void ofSimultaneousRedemptionsOneIsAccepted() throws Exception {
        // given
        found(0.97);
        String token = token();
        int backends = 6;
        java.util.concurrent.CountDownLatch confirmed = new java.util.concurrent.CountDownLatch(backends);
        peers.afterConfirmation(() -> {
            confirmed.countDown();
            try {
                confirmed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {

            // when
            List<Future<Reply>> replies = IntStream.range(0, backends)
                    .mapToObj(_ -> threads.submit(() -> door.redeem(application, token)))
                    .toList();

            // then
            assertThat(replies)
                    .extracting(reply -> reply.get().status())
                    .containsExactlyInAnyOrder(200, 409, 409, 409, 409, 409);
        }
    }

    // D7. Breaks when the audience, or the issuing service, is not looked at.
    @Test
    void anotherApplicationsTokenIsUnknown() {
        // given
        found(0.97);
        String token = token();

        // when
        Reply reply = door.redeem(Peers.application(), token);

        // then
        assertThat(reply.status()).isEqualTo(404);
        assertThat(door.redeem(application, token).status())
                .as("its own application")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoTokenOfOursIsUnknown(String token) {
        // given
        found(0.97);

        // when
        Reply reply = door.redeem(application, token);

        // then
        assertThat(reply.status()).isEqualTo(404);
    }

    @Test
    void aMinuteLaterItIsWorthNothing() {
        // given
        found(0.97);
        String token = token();
        clock.advance(Duration.ofSeconds(61));

        // when
        Reply reply = door.redeem(application, token);

        // then
        assertThat(reply.status()).isEqualTo(404);
    }

    // P10, "redeeming a token checks again". Breaks when the token's word is taken for it.
    @ParameterizedTest
    @EnumSource(value = ProfileState.class, names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void whoIsNoLongerActiveIsNotRedeemed(ProfileState state) {
        // given
        FacialId facialId = found(0.97);
        String token = token();
        peers.knows(facialId, state);

        // when
        Reply reply = door.redeem(application, token);

        // then
        assertThat(reply.status()).isEqualTo(404);
    }

    // P10, "redeeming after erasure". Breaks when the purge leaves both the token and the session that it was decided
    // in.
    @Test
    void afterTheErasureItIsUnknownUsedOrNot() {
        // given
        FacialId facialId = found(0.97);
        String unused = token();
        String used = token();
        door.redeem(application, used);
        erase(application, facialId);
        peers.knows(facialId, ProfileState.ACTIVE);

        // when
        List<Reply> replies = List.of(door.redeem(application, unused), door.redeem(application, used));

        // then
        assertThat(replies).extracting(Reply::status).containsExactly(404, 404);
        assertThat(replies.get(0).text()).isEqualTo(replies.get(1).text());
    }

    // P10. Breaks when the guard is not asked where the use is written.
    @Test
    void whatWasConfirmedBeforeAnErasureIsNotRedeemedAfterIt() {
        // given
        FacialId facialId = found(0.97);
        String token = token();
        peers.afterConfirmation(() -> erase(application, facialId));

        // when
        Reply reply = door.redeem(application, token);

        // then
        assertThat(reply.status()).isEqualTo(404);
    }

    // P10, "paused after the check". Breaks when the token is not looked at again after the use has been written.
    @Test
    void whoWasPausedAfterTheCheckRedeemsNothing() {
        // given
        found(0.97);
        String token = token();
        peers.afterConfirmation(() -> clock.advance(Duration.ofHours(1)));

        // when
        Reply reply = door.redeem(application, token);

        // then
        assertThat(reply.status()).isEqualTo(404);
    }

    @Test
    void anAwayEnrollmentServiceCostsNoToken() {
        // given
        found(0.97);
        String token = token();
        var usual = peers.scriptedEnrollment();
        peers.enrollment().answers(_ -> new dev.mien.testing.peer.Peer.Answer(502, ""));
        Reply away = door.redeem(application, token);
        peers.enrollment().answers(usual);

        // when
        Reply again = door.redeem(application, token);

        // then
        assertThat(away.status()).isEqualTo(503);
        assertThat(again.status()).isEqualTo(200);
    }

    // The gateway vouches for a body; another one is nobody's. Breaks when the resource does not compare the digest.
    @Test
    void aBodyThatTheGatewayDidNotVouchForIsRefused() {
        // given
        found(0.97);
        String token = token();
        byte[] sent = body(token);
        String context = door.context(Visit.of(application), Operation.MANAGE, body("another"));

        // when
        Reply reply = door.post(PATH, "application/json", sent, context, Door.gateway());

        // then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("UNAUTHORIZED");
        assertThat(door.redeem(application, token).status()).isEqualTo(200);
    }

    // Contexts' jti are not remembered; this is why they need not be. Breaks when a token may be redeemed twice.
    @Test
    void aContextThatIsPresentedAgainRedeemsNothing() {
        // given
        found(0.97);
        byte[] body = body(token());
        String context = door.context(Visit.of(application), Operation.MANAGE, body);
        Reply first = door.post(PATH, "application/json", body, context, Door.gateway());

        // when
        Reply again = door.post(PATH, "application/json", body, context, Door.gateway());

        // then
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.code()).isEqualTo("CONFLICT");
    }

    private static byte[] body(String token) {
        return "{\"resultToken\":\"%s\"}".formatted(token).getBytes(StandardCharsets.UTF_8);
    }

    private String token() {
        Reply reply = door.authenticate(Visit.of(application), "face");
        assertThat(reply.status()).isEqualTo(200);
        return reply.token();
    }
}
