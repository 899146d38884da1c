package dev.mien.gateway.facialid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Received;
import dev.mien.gateway.scripted.Rows;
import dev.mien.platform.context.ContextVerifier;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FacialIdTest extends GatewayTest {
    private static final String PROFILE = "/enrollment/internal/v1/profiles/";

    @Inject
    ContextVerifier contexts;

    @Inject
    Rows rows;

    private final String person = UUID.randomUUID().toString();
    private App app;
    private String key;

    @BeforeEach
    void backend() {
        app = application();
        key = key(app);
    }

    @Test
    void aBackendSeesItsOwnAndVouchesForNobodyElse() {
        downstream.on("GET " + PROFILE + person, Answer.json(200, profile("ACTIVE")));

        Response answer = withKey(key).get("/v1/facial-ids/{id}", person);

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("facialId", equalTo(person))
                .body("state", equalTo("active"))
                .body("consent.termsVersion", equalTo("1"));
        Received request = downstream.received("GET " + PROFILE + person).getFirst();
        RequestContext context = contexts.require(request.header("Mien-context"), Operation.MANAGE);
        // Breaks when the application comes from anything but the key (G4).
        assertThat(context.application()).hasToString(app.id());
        assertThat(context.session()).isNull();
    }

    @Test
    void somebodyElsesLooksLikeNobodys() {
        downstream.on("GET " + PROFILE + person, Answer.problem(Code.NOT_FOUND));

        Response foreign = withKey(key).get("/v1/facial-ids/{id}", person);

        Response malformed = withKey(key).get("/v1/facial-ids/nobody");
        foreign.then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        malformed.then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void pagesAreHandedOn() {
        downstream.on("GET /enrollment/internal/v1/profiles", request -> {
            assertThat(request.query()).contains("after=a&b").contains("limit=2");
            return Answer.json(200, "{\"items\":[" + profile("ACTIVE") + "],\"next\":\"more\"}");
        });

        Response page =
                withKey(key).queryParam("after", "a&b").queryParam("limit", "2").get("/v1/facial-ids");

        page.then().statusCode(200).body("items", contains(person)).body("next", equalTo("more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "active"})
    void pausingAndResumingIsTheServicesDecision(String state) {
        downstream.on(
                "PUT " + PROFILE + person + "/state",
                request -> Answer.json(
                        200,
                        profile(
                                new String(request.body(), StandardCharsets.UTF_8).contains("PAUSED")
                                        ? "PAUSED"
                                        : "ACTIVE")));

        Response changed = withKey(key)
                .contentType(ContentType.JSON)
                .body("{\"state\":\"" + state + "\"}")
                .put("/v1/facial-ids/{id}/state", person);

        changed.then().statusCode(200).body("state", equalTo(state));
        // Breaks when the context vouches for the backend's body rather than for the one that is sent on.
        Received sent =
                downstream.received("PUT " + PROFILE + person + "/state").getFirst();
        contexts.require(sent.header("Mien-context"), Operation.MANAGE, sent.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"state\":\"ERASING\"}", "{\"state\":\"pending\"}", "{}", "{\"state\":1}", "", "[]"})
    void noOtherStateCanBeAskedFor(String body) {
        Response refused =
                withKey(key).contentType(ContentType.JSON).body(body).put("/v1/facial-ids/{id}/state", person);

        refused.then().statusCode(400).body("code", equalTo("INVALID_REQUEST"));
        assertThat(downstream.received("PUT " + PROFILE + person + "/state")).isEmpty();
    }

    @Test
    void erasedByEverybodyIs200() {
        downstream.on(ERASE, erasure(true, true));

        Response erased = withKey(key).delete("/v1/facial-ids/{id}", person);

        erased.then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("confirmations", hasSize(1))
                .body("number", nullValue());
        Received request = downstream.received(ERASE).getFirst();
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .contains("\"applicationId\":\"" + app.id() + "\"", "\"facialId\":\"" + person + "\"", "\"backend\"");
    }

    @Test
    void erasedButNotYetConfirmedIs202AndSaysWhereToAsk() {
        downstream.on(ERASE, erasure(true, false));

        Response erased = withKey(key).delete("/v1/facial-ids/{id}", person);

        String id = erased.path("erasureId");
        erased.then()
                .statusCode(202)
                .header("Location", endsWith("/v1/erasures/" + id))
                .body("status", equalTo("in_progress"));
        downstream.on("GET /deletion/internal/v1/erasures/" + id, erasure(true, true));
        withKey(key).get("/v1/erasures/{id}", id).then().statusCode(200).body("status", equalTo("completed"));
    }

    @Test
    void whatCannotBePromisedIs503() {
        downstream.on(ERASE, erasure(false, false));

        Response erased = withKey(key).delete("/v1/facial-ids/{id}", person);

        // Breaks when 202 is answered before the end of active was committed: a login would still succeed (P6).
        erased.then().statusCode(503).header("Retry-After", "1").body("code", equalTo("PROCESSING_ERR"));
    }

    @Test
    void anotherServicesPauseIsHandedOn() {
        downstream.on(ERASE, Answer.problem(Code.PROCESSING_ERR, 503).with("Retry-After", "7"));

        Response erased = withKey(key).delete("/v1/facial-ids/{id}", person);

        erased.then().statusCode(503).header("Retry-After", "7");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500})
    void aServiceThatAnswersNonsenseIsOur503(int status) {
        downstream.on(ERASE, Answer.json(status, "{\"message\":\"org.postgresql.util.PSQLException: secret\"}"));

        Response erased = withKey(key).delete("/v1/facial-ids/{id}", person);

        // Breaks when another service's words are handed on unread (G6).
        erased.then().statusCode(503).body("detail", not(containsString("secret")));
    }

    @Test
    void nothingAboutAPersonStaysHere() {
        downstream.on(ERASE, erasure(true, true));
        downstream.on("GET " + PROFILE + person, Answer.json(200, profile("ACTIVE")));
        withKey(key).get("/v1/facial-ids/{id}", person).then().statusCode(200);
        withKey(key).delete("/v1/facial-ids/{id}", person).then().statusCode(200);

        var holding = rows.tablesWith(person);

        // Breaks when the gateway begins to keep something without its holder purging it.
        assertThat(holding).isEmpty();
        assertThat(rows.tables()).contains("application", "api_key", "session", "outbox");
    }

    @Test
    void noMeterNamesAPerson() {
        downstream.on("GET " + PROFILE + person, Answer.json(200, profile("ACTIVE")));
        withKey(key).get("/v1/facial-ids/{id}", person).then().statusCode(200);

        String meters = io.restassured.RestAssured.given().get("/q/metrics").asString();

        // Breaks when a path is a label as it stands: a Facial ID in clear, and a new series for each.
        assertThat(meters).contains("http_server_requests").doesNotContain(person);
    }

    private String profile(String state) {
        return """
                {"facialId":"%s","state":"%s","createdAt":"2026-01-01T00:00:00Z","lastUsedAt":null,
                 "termsVersion":"1","consentAt":"2026-01-01T00:00:00Z"}""".formatted(person, state);
    }

    private Answer erasure(boolean ended, boolean completed) {
        return Answer.json(200, """
                {"id":"4c3d2b1a-0000-4000-8000-000000000001","number":1,"applicationId":"%s","ended":%s,
                 "requestedAt":"2026-01-01T00:00:00Z","completedAt":%s,
                 "confirmations":[{"holder":"gateway","at":"2026-01-01T00:00:01Z"}]}""".formatted(app.id(), ended, completed ? "\"2026-01-01T00:00:01Z\"" : "null"));
    }
}
