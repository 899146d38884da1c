package dev.mien.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Rows;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SessionTest extends GatewayTest {
    @Inject
    Rows rows;

    @Inject
    SessionSweep sweep;

    @Test
    void aNewSessionSaysWhatThePersonMustBeAsked() {
        App app = application("\"origins\":[\"" + ORIGIN
                + "\"],\"termsVersion\":\"2026-01\",\"minimumFrames\":2,\"maximumFrames\":5");

        Response opened = open(app.id(), "enroll");

        opened.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("token", startsWith("mien_st_"))
                .body("challenge", hasSize(0))
                .body("ask.terms.version", equalTo("2026-01"))
                .body("ask.pin", equalTo(false))
                .body("ask.frames.minimum", equalTo(2))
                .body("ask.frames.maximum", equalTo(5));
        assertThat(Duration.between(clock.instant(), Instant.parse(opened.path("expiresAt"))))
                .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    }

    @Test
    void aTokenIsNotKept() {
        String token = session(application(), "enroll");

        List<String> holding = rows.tablesWith(token.substring("mien_st_".length()));

        // Breaks when the token is stored instead of its hash: a stolen database would open sessions.
        assertThat(holding).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7a4b1f5e-0000-4000-8000-000000000000", "nobody", "", "1-1-1-1-1"})
    void anApplicationThatDoesNotExistIsUnauthorized(String id) {
        Response refused = open(id, "enroll");

        refused.then().statusCode(401).body("code", equalTo("UNAUTHORIZED")).body("fioCode", equalTo(10));
    }

    @Test
    void aPausedApplicationOpensAndContinuesNothing() {
        App app = application();
        String token = session(app, "enroll");
        setState(app, "paused");

        Response continued = operation(token, "a face").post("/v1/enrollments");

        // Breaks when only opening looks at the state.
        continued.then().statusCode(401).body("code", equalTo("UNAUTHORIZED"));
        open(app.id(), "enroll").then().statusCode(401).body("code", equalTo("UNAUTHORIZED"));
        assertThat(downstream.received(ENROLL)).isEmpty();
        setState(app, "active");
        downstream.on(ENROLL, enrolled());
        operation(token, "a face").post("/v1/enrollments").then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"operation\":\"enroll\"}",
                "{\"applicationId\":\"%s\"}",
                "{\"applicationId\":\"%s\",\"operation\":\"ENROLL\"}",
                "{\"applicationId\":\"%s\",\"operation\":\"manage\"}",
                "{\"applicationId\":\"%s\",\"operation\":\"enroll\",\"locale\":\"de\\u0000\"}",
                "{\"applicationId\":\"%s\",\"operation\":\"enroll\",\"admin\":true}",
                "{\"applicationId\":\"%s\",\"operation\":\"enroll\",\"operation\":\"authenticate\"}",
                "{\"applicationId\":7,\"operation\":\"enroll\"}",
                "{\"applicationId\":\"%s\",\"operation\":\"enroll\"}{}",
                "[]",
                "null",
                "\"enroll\"",
                "{"
            })
    void aMalformedWishIsRefused(String body) {
        App app = application();

        Response refused = given().header("Origin", ORIGIN)
                .contentType(ContentType.JSON)
                .body(body.replace("%s", app.id()))
                .post("/v1/sessions");

        refused.then().statusCode(400).contentType("application/problem+json").body("code", equalTo("INVALID_REQUEST"));
    }

    @Test
    void ofRequestsAtOnceWithDifferentPartsOneIsLetThrough() throws Exception {
        String token = session(application(), "authenticate");
        downstream.on(AUTHENTICATE, recognized());

        List<Integer> statuses = atOnce(
                8,
                i -> operation(token, "face " + i).post("/v1/authentications").statusCode());

        // Breaks when a session is read and then written, instead of compared and set: each face would be a free guess.
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(7);
        assertThat(downstream.received(AUTHENTICATE)).hasSize(1);
    }

    @Test
    void aRefusalThatArrivesLateReopensNothing() {
        String token = session(application(), "enroll");
        downstream.on(ENROLL, request -> {
            // While the first is being decided, the same parts come again and are answered.
            downstream.on(ENROLL, enrolled());
            operation(token, "a face").post("/v1/enrollments").then().statusCode(201);
            return Answer.problem(dev.mien.contracts.Code.POOR_QUALITY);
        });
        operation(token, "a face").post("/v1/enrollments").then().statusCode(422);

        Response other = operation(token, "another face").post("/v1/enrollments");

        // Breaks when reopening does not ask for the state in use: a second identity in one session (P3).
        other.then().statusCode(401).body("code", equalTo("SESSION_EXPIRED"));
    }

    @Test
    void restartingEndsTheOldSessionAndKeepsItsOperation() {
        App app = application();
        String old = session(app, "authenticate");
        downstream.on(AUTHENTICATE, recognized());

        Response restarted = given().auth().oauth2(old).header("Origin", ORIGIN).post("/v1/sessions/restart");

        restarted.then().statusCode(201).body("token", not(equalTo(old)));
        operation(old, "a face")
                .post("/v1/authentications")
                .then()
                .statusCode(401)
                .body("code", equalTo("SESSION_EXPIRED"));
        assertThat(downstream.received(AUTHENTICATE)).isEmpty();
        operation(restarted.path("token"), "a face")
                .post("/v1/authentications")
                .then()
                .statusCode(200);
        operation(restarted.path("token"), "a face")
                .post("/v1/enrollments")
                .then()
                .statusCode(401);
    }

    @Test
    void aSessionThatIsOverCannotBeRestarted() {
        String token = session(application(), "enroll");
        clock.advance(Session.LIFETIME);

        Response late = given().auth().oauth2(token).header("Origin", ORIGIN).post("/v1/sessions/restart");

        late.then().statusCode(401).body("code", equalTo("SESSION_EXPIRED"));
    }

    @Test
    void anExpiredSessionIsForgottenAndItsPageCanStillReadWhy() {
        String token = session(application(), "enroll");
        clock.advance(Session.LIFETIME);
        sweep.sweep();

        Response late = operation(token, "a face").post("/v1/enrollments");

        assertThat(rows.count("session where expires_at <= now() + interval '5 minutes'"))
                .isZero();
        // Breaks when the refusal lacks the header: the page would see a network error instead of code 13.
        late.then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", ORIGIN)
                .body("code", equalTo("SESSION_EXPIRED"));
    }

    @Test
    void theNetworkThatASessionCameFromIsTruncated() {
        session(application(), "enroll");

        List<String> whole = rows.tablesWith("127.0.0.1");

        // Breaks when the whole address is kept. An answer that is kept may name the gateway's own address.
        assertThat(whole).isSubsetOf("idempotent_call");
        assertThat(rows.tablesWith("127.0.0.0/24")).contains("session");
    }

    @Test
    void aSessionOfOneApplicationIsNoneOfAnother() {
        App first = application();
        App second = application();
        String token = session(first, "enroll");
        downstream.on(ENROLL, enrolled());

        operation(token, "a face").post("/v1/enrollments").then().statusCode(201);

        String context = downstream.received(ENROLL).getFirst().header("Mien-context");
        String claims = new String(
                java.util.Base64.getUrlDecoder().decode(context.split("\\.")[1]),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(claims).contains(first.id()).doesNotContain(second.id());
    }

    private static Response open(String application, String operation) {
        return given().header("Origin", ORIGIN)
                .contentType(ContentType.JSON)
                .body("{\"applicationId\":\"%s\",\"operation\":\"%s\"}".formatted(application, operation))
                .post("/v1/sessions");
    }

    private interface Nth<T> {
        T call(int i);
    }

    private static <T> List<T> atOnce(int times, Nth<T> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = IntStream.range(0, times)
                    .mapToObj(i -> (Callable<T>) () -> call.call(i))
                    .toList();
            List<T> answers = new java.util.ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
