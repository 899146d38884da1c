package dev.mien.gateway.passage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Received;
import dev.mien.platform.context.ContextVerifier;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class PassageTest extends GatewayTest {
    @Inject
    ContextVerifier contexts;

    @Test
    void anEnrollmentIsPassedOnAsItCameInWithASignedContext() {
        App app = application();
        String token = session(app, "enroll");
        downstream.on(ENROLL, enrolled());

        Response answer = operation(token, "a face").post("/v1/enrollments");

        answer.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .header("Access-Control-Allow-Origin", ORIGIN)
                .body("resultToken", equalTo("eyJ.enrolled.token"))
                // Breaks when the service's answer is passed on whole: no score reaches a browser (D1).
                .body("score", nullValue());
        Received request = downstream.received(ENROLL).getFirst();
        assertThat(request.body()).isEqualTo(multipart("a face", "mien-boundary"));
        assertThat(request.header("Content-type")).isEqualTo("multipart/form-data; boundary=mien-boundary");
        RequestContext context = contexts.require(request.header("Mien-context"), Operation.ENROLL, request.body());
        assertThat(context.application()).hasToString(app.id());
        assertThat(context.policy().origins()).containsExactly(ORIGIN);
        assertThat(context.address()).isEqualTo("127.0.0.0/24");
        assertThat(Duration.between(context.issuedAt(), context.expiresAt())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theChallengeTravelsWithTheSessionAndIsAnotherAfterEachTry() {
        downstream.on(
                "GET /index/internal/v1/profiles",
                Answer.json(200, "{\"profiles\":[{\"name\":\"standard\",\"liveness\":[\"NONE\",\"ACTIVE\"]}]}"));
        App app = application("\"origins\":[\"" + ORIGIN + "\"],\"maximumFrames\":8");
        asOwner(app.organization())
                .body("{\"revision\":1,\"policy\":{\"liveness\":\"active\"}}")
                .patch("/v1/admin/applications/{id}", app.id())
                .then()
                .statusCode(200);
        Response opened = given().header("Origin", ORIGIN)
                .contentType("application/json")
                .body("{\"applicationId\":\"%s\",\"operation\":\"enroll\"}".formatted(app.id()))
                .post("/v1/sessions");
        String token = opened.path("token");
        downstream.on(ENROLL, Answer.problem(Code.POOR_QUALITY));

        Response refused = operation(token, "first").post("/v1/enrollments");
        operation(token, "second").post("/v1/enrollments");

        // Breaks when the signed context names other steps than the person was shown: at the start, or after a try.
        List<String> shown = opened.path("challenge");
        List<String> shownThen = refused.path("session.challenge");
        assertThat(shown).hasSizeBetween(2, 3);
        assertThat(downstream.received(ENROLL).stream()
                        .map(request -> contexts.require(
                                        request.header("Mien-context"), Operation.ENROLL, request.body())
                                .challenge()))
                .containsExactly(shown, shownThen);
    }

    @Test
    void anAuthenticationIsPassedOnWithoutScores() {
        String token = session(application(), "authenticate");
        downstream.on(AUTHENTICATE, recognized());

        Response answer = operation(token, "a face").post("/v1/authentications");

        answer.then()
                .statusCode(200)
                .body("payload.user", equalTo(7))
                .body("score", nullValue())
                .body("threshold", nullValue());
    }

    @ParameterizedTest
    @EnumSource(
            value = Code.class,
            names = {
                "NO_FACES_DETECTED",
                "MANY_FACES",
                "POOR_QUALITY",
                "FACE_OBSCURED",
                "WRONG_PIN_CODE",
                "WEAK_PIN_CODE",
                "UNIQUE_PIN_REQUIRED"
            })
    void whatThePersonCanMendLeavesTheSessionOpenThreeTimes(Code code) {
        String token = session(application(), "enroll");
        downstream.on(ENROLL, Answer.problem(code));
        for (int left = 2; left >= 0; left--) {
            operation(token, "try " + left)
                    .post("/v1/enrollments")
                    .then()
                    .statusCode(code.status())
                    .body("code", equalTo(code.name()))
                    .body("fioCode", equalTo(code.fioCode()))
                    .body("session.state", equalTo("open"))
                    .body("session.attemptsLeft", equalTo(left))
                    .body("score", nullValue());
        }
        operation(token, "the fourth").post("/v1/enrollments").then().body("session", nullValue());
        downstream.on(ENROLL, enrolled());

        Response fifth = operation(token, "the fifth").post("/v1/enrollments");

        // Breaks when the count of mended refusals is not checked.
        fifth.then().statusCode(401).body("code", equalTo("SESSION_EXPIRED"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Code.class,
            names = {"PAD_ATTACK", "FACE_MISMATCH", "FACE_DUPLICATION", "MINORS_NOT_ALLOWED", "TERMS_NOT_ACCEPTED"})
    void anyOtherRefusalEndsTheSession(Code code) {
        String token = session(application(), "enroll");
        downstream.on(ENROLL, Answer.problem(code));
        operation(token, "first").post("/v1/enrollments").then().statusCode(code.status());
        downstream.on(ENROLL, enrolled());

        Response second = operation(token, "second").post("/v1/enrollments");

        // Breaks when a refusal of this kind reopens: each guess would be free.
        second.then().statusCode(401).body("code", equalTo("SESSION_EXPIRED"));
    }

    @Test
    void theSamePartsAreLetThroughAgainHoweverTheyAreWrapped() {
        String token = session(application(), "enroll");
        downstream.on(ENROLL, enrolled());
        operation(token, "a face", "first-boundary")
                .post("/v1/enrollments")
                .then()
                .statusCode(201);

        Response again = operation(token, "a face", "second-boundary").post("/v1/enrollments");

        // Breaks when the raw body is compared instead of its parts: a lost 201 could not be asked for again (P3).
        again.then().statusCode(201);
        assertThat(downstream.received(ENROLL)).hasSize(2);
    }

    @Test
    void otherPartsAreRefusedAtTheDoor() {
        String token = session(application(), "authenticate");
        downstream.on(AUTHENTICATE, recognized());
        operation(token, "a face").post("/v1/authentications").then().statusCode(200);

        Response replay = operation(token, "another face").post("/v1/authentications");

        // Breaks when a session that is done lets any parts through (G3).
        replay.then().statusCode(401).body("code", equalTo("SESSION_EXPIRED")).body("fioCode", equalTo(13));
        assertThat(downstream.received(AUTHENTICATE)).hasSize(1);
    }

    @Test
    void a503LeavesTheSessionInUseForTheSameParts() {
        String token = session(application(), "enroll");
        downstream.on(ENROLL, Answer.problem(Code.PROCESSING_ERR, 503).with("Retry-After", "2"));
        operation(token, "a face")
                .post("/v1/enrollments")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("session", nullValue());
        downstream.on(ENROLL, enrolled());

        Response retry = operation(token, "a face").post("/v1/enrollments");

        retry.then().statusCode(201);
        operation(token, "another face").post("/v1/enrollments").then().statusCode(401);
    }

    @Test
    void aLockOutSaysHowLong() {
        String token = session(application(), "authenticate");
        downstream.on(AUTHENTICATE, Answer.problem(Code.WRONG_PIN_CODE).with("Retry-After", "30"));

        Response locked = operation(token, "a face").post("/v1/authentications");

        locked.then().statusCode(401).header("Retry-After", "30").body("code", equalTo("WRONG_PIN_CODE"));
    }

    @Test
    void aSessionIsForOneOperation() {
        String token = session(application(), "enroll");

        Response other = operation(token, "a face").post("/v1/authentications");

        other.then().statusCode(401).body("code", equalTo("UNAUTHORIZED"));
        assertThat(downstream.received(AUTHENTICATE)).isEmpty();
    }

    @Test
    void aSessionThatHasExpiredLetsNothingThrough() {
        String token = session(application(), "enroll");
        downstream.on(ENROLL, enrolled());
        operation(token, "a face").post("/v1/enrollments").then().statusCode(201);
        clock.advance(Duration.ofMinutes(5));

        Response late = operation(token, "a face").post("/v1/enrollments");

        late.then().statusCode(401).body("code", equalTo("SESSION_EXPIRED"));
        assertThat(downstream.received(ENROLL)).hasSize(1);
    }

    @Test
    void whatIsNoFormChangesNothing() {
        String token = session(application(), "enroll");
        downstream.on(ENROLL, enrolled());

        Response text = given().auth()
                .oauth2(token)
                .header("Origin", ORIGIN)
                .contentType("text/plain")
                .body("hello")
                .post("/v1/enrollments");

        text.then().statusCode(415).contentType("application/problem+json");
        operation(token, "a face").post("/v1/enrollments").then().statusCode(201);
    }
}
