package dev.mien.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.contracts.Code;
import dev.mien.contracts.SessionId;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.platform.problem.Refusal;
import dev.mien.testing.clock.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionPassesTest extends GatewayTest {
    // Breaks when nobody counts: one session of a network would buy as many looks at pictures as fit into five minutes.
    @Test
    void theSamePartsComeAgainOftenAndNotForEver() {
        String token = session(application(), "enroll");
        downstream.on(ENROLL, Answer.problem(Code.PROCESSING_ERR, 503));
        for (int i = 0; i < SessionPasses.MOST; i++) {
            operation(token, "a face").post("/v1/enrollments").then().statusCode(503);
        }

        Response once = operation(token, "a face").post("/v1/enrollments");

        assertThat(once.statusCode()).isEqualTo(401);
        assertThat(once.<String>path("code")).isEqualTo("SESSION_EXPIRED");
        assertThat(once.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(downstream.received(ENROLL)).hasSize(SessionPasses.MOST);
    }

    // Breaks when expired sessions stay, or one that cannot be counted is let through.
    @Test
    void whoCannotBeCountedWaitsUntilOthersHaveExpired() {
        MovableClock time = new MovableClock();
        Instant expiry = time.instant().plus(Session.LIFETIME);
        SessionPasses passes = new SessionPasses(time, 1);
        passes.take(new SessionId(UUID.randomUUID()), expiry);
        SessionId next = new SessionId(UUID.randomUUID());
        passes.forget();

        assertThatThrownBy(() -> passes.take(next, expiry.plus(Session.LIFETIME)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_REQUESTS));

        time.advance(Session.LIFETIME);
        passes.forget();
        assertThatCode(() -> passes.take(next, expiry.plus(Session.LIFETIME))).doesNotThrowAnyException();
    }
}
