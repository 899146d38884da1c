package dev.mien.gateway.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Rows;
import dev.mien.testing.oidc.TestOidc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyTest extends GatewayTest {
    private static final String PROFILES = "GET /enrollment/internal/v1/profiles";

    @Inject
    Rows rows;

    private App app;

    @BeforeEach
    void withApplication() {
        app = application();
        downstream.on(PROFILES, Answer.json(200, "{\"items\":[],\"next\":null}"));
    }

    @Test
    void aKeyIsShownOnceAndNotKept() {
        Response created = create("{}");

        String key = created.path("apiKey");
        created.then().statusCode(201).header("Cache-Control", "no-store").body("apiKey", startsWith("mien_sk_"));
        works(key);
        // Breaks when the key is stored instead of its hash.
        assertThat(rows.tablesWith(key.substring("mien_sk_".length()))).isEmpty();
        asOwner(app.organization())
                .get("/v1/admin/applications/{id}/keys", app.id())
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0]", not(hasKey("apiKey")));
    }

    @Test
    void aKeyThatDiffersInOneCharacterIsNone() {
        String key = key(app);
        char last = key.charAt(key.length() - 2);
        String near = key.substring(0, key.length() - 2) + (last == 'A' ? 'B' : 'A') + key.charAt(key.length() - 1);

        Response refused = withKey(near).get("/v1/facial-ids");

        refused.then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("code", equalTo("UNAUTHORIZED"));
    }

    @Test
    void aRevokedKeyIsRefusedFromThenOnAndRevokingAgainIsNoError() {
        Response created = create("{}");
        String key = created.path("apiKey");
        revoke(created.path("keyId")).then().statusCode(204);

        Response refused = withKey(key).get("/v1/facial-ids");

        // Breaks when the lookup does not ask for revoked_at.
        refused.then().statusCode(401);
        revoke(created.path("keyId")).then().statusCode(204);
    }

    @Test
    void aKeyExpires() {
        String key = create("{\"expiresInDays\":1}").path("apiKey");
        works(key);
        clock.advance(Duration.ofDays(1));

        Response refused = withKey(key).get("/v1/facial-ids");

        refused.then().statusCode(401);
    }

    @Test
    void rotatingLetsTheOldKeyLiveForTheOverlap() {
        Response old = create("{}");
        String fresh = create("{\"replaces\":\"" + old.path("keyId") + "\",\"overlapMinutes\":60}")
                .path("apiKey");
        works(old.path("apiKey"));
        works(fresh);
        clock.advance(Duration.ofMinutes(60));

        Response late = withKey(old.path("apiKey")).get("/v1/facial-ids");

        late.then().statusCode(401);
        works(fresh);
        // Breaks when an expired key can be replaced: its life would be told anew.
        create("{\"replaces\":\"" + old.path("keyId") + "\"}").then().statusCode(400);
    }

    @Test
    void aKeyOfAnotherApplicationCannotBeReplacedOrRevoked() {
        App other = application();
        String foreign = asOwner(other.organization())
                .body("{}")
                .post("/v1/admin/applications/{id}/keys", other.id())
                .path("keyId");

        Response revoked = revoke(foreign);

        // Breaks when keys are found by their id alone.
        revoked.then().statusCode(404);
        create("{\"replaces\":\"" + foreign + "\"}").then().statusCode(400);
    }

    @Test
    void theSixthLivingKeyIsOneTooMany() {
        for (int i = 0; i < ApiKeys.MAXIMUM_ALIVE; i++) {
            create("{}").then().statusCode(201);
        }

        Response sixth = create("{}");

        sixth.then().statusCode(409).body("code", equalTo("CONFLICT"));
    }

    @Test
    void aPausedApplicationsBackendStillManages() {
        String key = key(app);
        setState(app, "paused");

        Response answer = withKey(key).get("/v1/facial-ids");

        answer.then().statusCode(200);
    }

    @Test
    void noCredentialOpensAnotherOnesDoor() {
        String key = key(app);
        String session = session(app, "enroll");
        String person = TestOidc.tokenOfPerson("ada", app.organization(), "owner");

        Response personAtKeyDoor = withKey(person).get("/v1/facial-ids");

        personAtKeyDoor.then().statusCode(401);
        withKey(session).get("/v1/facial-ids").then().statusCode(401);
        withKey(key).get("/v1/admin/applications").then().statusCode(401);
        withKey(session).get("/v1/admin/applications").then().statusCode(401);
        operation(key, "a face").post("/v1/enrollments").then().statusCode(401);
        operation(person, "a face").post("/v1/enrollments").then().statusCode(401);
        given().queryParam("key", key).get("/v1/facial-ids").then().statusCode(401);
        given().header("Authorization", key).get("/v1/facial-ids").then().statusCode(401);
        given().header("Authorization", "Basic " + key)
                .get("/v1/facial-ids")
                .then()
                .statusCode(401);
    }

    private void works(String key) {
        withKey(key).get("/v1/facial-ids").then().statusCode(200);
    }

    private Response create(String body) {
        return asOwner(app.organization()).body(body).post("/v1/admin/applications/{id}/keys", app.id());
    }

    private Response revoke(String keyId) {
        return asOwner(app.organization()).delete("/v1/admin/applications/{id}/keys/{key}", app.id(), keyId);
    }
}
