package dev.mien.gateway.origin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.mien.gateway.scripted.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OriginTest extends GatewayTest {
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @Test
    void thePageThatIsLetInMayReadTheAnswer() {
        App app = application();

        Response opened = opening(app).header("Origin", ORIGIN).post("/v1/sessions");

        opened.then()
                .statusCode(201)
                .header(ALLOWED, equalTo(ORIGIN))
                .header("Vary", containsString("Origin"))
                .header("Access-Control-Allow-Credentials", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://shop.example",
                "https://shop.example:8443",
                "https://shop.example.",
                "https://Shop.example",
                "https://www.shop.example",
                "https://shop.example.evil.example",
                "https://shop.example, https://shop.example",
                "*"
            })
    void noOtherPageIs(String origin) {
        App app = application();

        Response refused = opening(app).header("Origin", origin).post("/v1/sessions");

        refused.then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("FORBIDDDEN_ORIGIN"))
                .body("fioCode", equalTo(17))
                // Breaks when the header is echoed before the policy was asked.
                .header(ALLOWED, nullValue());
    }

    @Test
    void aRefererIsNoOrigin() {
        App app = application();

        Response refused = opening(app).header("Referer", ORIGIN + "/login").post("/v1/sessions");

        refused.then().statusCode(403).body("code", equalTo("EMPTY_ORIGIN")).body("fioCode", equalTo(16));
    }

    @Test
    void twoOriginsAreOneTooMany() {
        App app = application();

        Response refused =
                opening(app).header("Origin", ORIGIN, "https://evil.example").post("/v1/sessions");

        refused.then().statusCode(403).body("code", equalTo("FORBIDDDEN_ORIGIN"));
    }

    @Test
    void anApplicationWithoutOriginsLetsNobodyIn() {
        App app = application("\"origins\":[]");

        Response refused = opening(app).header("Origin", ORIGIN).post("/v1/sessions");

        refused.then().statusCode(403).body("code", equalTo("FORBIDDDEN_ORIGIN"));
    }

    @Test
    void aTokenThatTravelledToAnotherPageOfTheApplicationIsRefused() {
        App app = application("\"origins\":[\"" + ORIGIN + "\",\"https://blog.example\"]");
        String token = session(app, "enroll");
        downstream.on(ENROLL, enrolled());

        Response travelled = given().auth()
                .oauth2(token)
                .header("Origin", "https://blog.example")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .body(multipart("a face", "b"))
                .post("/v1/enrollments");

        // Breaks when the session's own origin is not compared, but only the application's list (G3).
        travelled.then().statusCode(403).body("code", equalTo("FORBIDDDEN_ORIGIN"));
        assertThat(downstream.received(ENROLL)).isEmpty();
    }

    @Test
    void anOriginThatIsTakenOffTheListIsOutAtOnce() {
        App app = application();
        String token = session(app, "enroll");
        asOwner(app.organization())
                .body("{\"revision\":1,\"policy\":{\"origins\":[]}}")
                .patch("/v1/admin/applications/{id}", app.id())
                .then()
                .statusCode(200);

        Response late = operation(token, "a face").post("/v1/enrollments");

        // Breaks when the door believes the session instead of asking the policy again.
        late.then().statusCode(403).body("code", equalTo("FORBIDDDEN_ORIGIN"));
    }

    @Test
    void aCountryIsUnknownAndSoOutsideEveryList() {
        App app = application("\"origins\":[\"" + ORIGIN + "\"],\"countries\":[\"DE\"]");

        Response refused = opening(app)
                .header("Origin", ORIGIN)
                .header("CF-IPCountry", "DE")
                .header("X-Forwarded-For", "192.0.2.1")
                .post("/v1/sessions");

        // Breaks when a header that anybody can write names the country (G2), or when unknown passes.
        refused.then().statusCode(403).body("code", equalTo("FORBIDDDEN_COUNTRY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sessions", "/v1/sessions/restart", "/v1/enrollments", "/v1/authentications"})
    void aBrowserMayAskBeforeItCalls(String path) {
        application("\"origins\":[\"https://*.before.example\"]");

        Response asked = preflight("https://www.before.example").options(path);

        asked.then()
                .statusCode(204)
                .header(ALLOWED, equalTo("https://www.before.example"))
                .header("Access-Control-Allow-Methods", equalTo("POST"))
                .header("Access-Control-Allow-Headers", equalTo("Authorization, Content-Type, Idempotency-Key"))
                .header("Vary", containsString("Origin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://stranger.example", "null", "https://x.before.example.evil.example", "*"})
    void aPageThatIsAtHomeNowhereIsNotAllowedToCall(String origin) {
        application("\"origins\":[\"https://*.before.example\"]");

        Response asked = preflight(origin).options("/v1/enrollments");

        // Breaks when preflights are answered for everyone.
        asked.then().header(ALLOWED, nullValue());
    }

    @Test
    void aPausedApplicationsOriginIsNobodysAnyMore() {
        App app = application("\"origins\":[\"https://paused.example\"]");
        setState(app, "paused");

        Response asked = preflight("https://paused.example").options("/v1/enrollments");

        asked.then().header(ALLOWED, nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/facial-ids", "/v1/result-tokens/redeem", "/v1/admin/applications"})
    void whatIsNotForBrowsersAllowsNone(String path) {
        application();

        Response asked = preflight(ORIGIN).options(path);

        asked.then().header(ALLOWED, nullValue()).header("Access-Control-Allow-Methods", nullValue());
    }

    private static RequestSpecification opening(App app) {
        return given().contentType(ContentType.JSON)
                .body("{\"applicationId\":\"" + app.id() + "\",\"operation\":\"enroll\"}");
    }

    private static RequestSpecification preflight(String origin) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type");
    }
}
