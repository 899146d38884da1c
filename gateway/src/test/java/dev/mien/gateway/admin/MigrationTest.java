package dev.mien.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.Policy;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Received;
import dev.mien.platform.context.ContextVerifier;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The policy's part of a migration; index-service's is scripted. */
@QuarkusTest
@TestProfile(MigrationTest.TwoProfiles.class)
class MigrationTest extends GatewayTest {
    private static final String PROFILES = "GET /index/internal/v1/profiles";
    private static final String PROGRESS = "GET /index/internal/v1/migration";
    private static final String CLEAN_UP = "POST /index/internal/v1/migration/cleanups";
    private static final String MIGRATION = "/v1/admin/applications/{id}/migration";

    /** An installation with two model profiles. */
    public static final class TwoProfiles implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mien.models.profiles", "standard,accurate", "mien.models.preferred", "standard,accurate");
        }
    }

    @Inject
    ContextVerifier contexts;

    private App app;

    @BeforeEach
    void anApplication() {
        app = application();
        installed("\"NONE\",\"ACTIVE\"");
        downstream.on(PROGRESS, progress(3, 0, 0));
        downstream.on(CLEAN_UP, progress(3, 0, 0));
    }

    @Test
    void peopleBeginToMove() {
        Response started = start(1, "accurate");

        started.then()
                .statusCode(200)
                .body("from", equalTo("standard"))
                .body("to", equalTo("accurate"))
                .body("staying", equalTo(3))
                .body("revision", equalTo(2));
        // Breaks when the count is asked for by the policy of before.
        assertThat(policy(PROGRESS).movingTo()).isEqualTo("accurate");
        // Breaks when what an earlier migration left over counts as moved.
        assertThat(policy(CLEAN_UP).movingTo()).isNull();
        start(2, "accurate").then().statusCode(200).body("revision", equalTo(2));
        start(2, "standard").then().statusCode(400);
    }

    @Test
    void aRoleThatIsMissingIsNamed() {
        Response created = guarded();
        installed("\"NONE\"");

        Response refused = asOwner(app.organization())
                .body("{\"revision\":1,\"profile\":\"accurate\"}")
                .put(MIGRATION, created.<String>path("applicationId"));

        // Breaks when the profile that people move to is not asked what it can check.
        refused.then().statusCode(400).body("detail", containsString("landmarks"));
        assertThat(downstream.received(CLEAN_UP)).isEmpty();
    }

    @Test
    void aProfileThatIsNotThereIsRefused() {
        start(1, "better").then().statusCode(400).body("detail", containsString("installed"));
        downstream.on(PROFILES, Answer.json(200, "{\"profiles\":[],\"engines\":[\"ONNX\"]}"));
        start(1, "accurate").then().statusCode(400).body("detail", containsString("not loaded"));
        start(7, "accurate").then().statusCode(400);
    }

    @Test
    void theRevisionIsLookedAt() {
        start(7, "accurate").then().statusCode(409);
    }

    @Test
    void aRollbackEndsItAndCleansUp() {
        start(1, "accurate");

        Response rolledBack = asOwner(app.organization()).delete(MIGRATION, app.id());

        rolledBack
                .then()
                .statusCode(200)
                .body("from", equalTo("standard"))
                .body("to", nullValue())
                .body("revision", equalTo(3));
        Policy cleaned = policy(CLEAN_UP);
        assertThat(cleaned.profile()).isEqualTo("standard");
        assertThat(cleaned.movingTo()).isNull();
        // What is left over can be removed again, and that changes nothing else.
        asOwner(app.organization()).delete(MIGRATION, app.id()).then().body("revision", equalTo(3));
    }

    @Test
    void whoFinishesSaysHowManyAreLost() {
        start(1, "accurate");
        downstream.on(PROGRESS, progress(2, 1, 0));

        for (String lost : List.of("null", "0", "3")) {
            Response refused = finish(2, lost);

            // Breaks when people are lost whom nobody has counted.
            refused.then().statusCode(409).body("detail", containsString("2 people"));
        }
        assertThat(downstream.received(CLEAN_UP)).hasSize(1);

        finish(2, "2")
                .then()
                .statusCode(200)
                .body("from", equalTo("accurate"))
                .body("to", nullValue())
                .body("revision", equalTo(3));
        // Breaks when the old templates are removed under a policy that still names them, or the new ones.
        assertThat(policy(CLEAN_UP).profile()).isEqualTo("accurate");
        finish(3, "0").then().statusCode(409);
    }

    @Test
    void somebodyElsesIsNobodys() {
        App theirs = application();

        asOwner(app.organization()).get(MIGRATION, theirs.id()).then().statusCode(404);
        asOwner(app.organization()).delete(MIGRATION, theirs.id()).then().statusCode(404);
        asOwner(app.organization())
                .body("{\"revision\":1,\"profile\":\"accurate\"}")
                .put(MIGRATION, theirs.id())
                .then()
                .statusCode(404);
        asOwner(app.organization())
                .body("{\"revision\":1,\"lost\":0}")
                .post(MIGRATION + "/finish", theirs.id())
                .then()
                .statusCode(404);
        assertThat(downstream.received(CLEAN_UP)).isEmpty();
    }

    @Test
    void anAuditorLooksAndChangesNothing() {
        as(app.organization(), "auditor").get(MIGRATION, app.id()).then().statusCode(200);
        as(app.organization(), "auditor").delete(MIGRATION, app.id()).then().statusCode(403);
        as(app.organization(), "auditor")
                .body("{}")
                .put(MIGRATION, app.id())
                .then()
                .statusCode(403);
        as(app.organization(), "auditor")
                .body("{}")
                .post(MIGRATION + "/finish", app.id())
                .then()
                .statusCode(403);
    }

    @Test
    void whileIndexServiceIsAwayNothingBegins() {
        downstream.on(CLEAN_UP, Answer.problem(Code.PROCESSING_ERR, 503));

        start(1, "accurate").then().statusCode(503);

        asOwner(app.organization())
                .get(MIGRATION, app.id())
                .then()
                .statusCode(200)
                .body("to", nullValue());
    }

    private Response start(long revision, String profile) {
        return asOwner(app.organization())
                .body("{\"revision\":%d,\"profile\":\"%s\"}".formatted(revision, profile))
                .put(MIGRATION, app.id());
    }

    private Response finish(long revision, String lost) {
        return asOwner(app.organization())
                .body("{\"revision\":%d,\"lost\":%s}".formatted(revision, lost))
                .post(MIGRATION + "/finish", app.id());
    }

    private Response guarded() {
        return asOwner(app.organization())
                .body("{\"name\":\"Shop\",\"acceptOperatorTerms\":\"1\",\"policy\":{\"liveness\":\"active\"}}")
                .post("/v1/admin/applications");
    }

    /** Both profiles; {@code accurate} can check these. */
    private void installed(String accurate) {
        downstream.on(PROFILES, Answer.json(200, """
                {"profiles":[{"name":"standard","liveness":["NONE","ACTIVE"],"estimates":[]},
                 {"name":"accurate","liveness":[%s],"estimates":[]}],"engines":["ONNX"]}""".formatted(accurate)));
    }

    private static Answer progress(long staying, long moved, long leftOver) {
        return Answer.json(200, "{\"staying\":%d,\"moved\":%d,\"leftOver\":%d}".formatted(staying, moved, leftOver));
    }

    /** The one in the context of the last such call. */
    private Policy policy(String call) {
        Received last = downstream.received(call).getLast();
        return contexts.require(last.header("Mien-context"), Operation.MANAGE).policy();
    }
}
