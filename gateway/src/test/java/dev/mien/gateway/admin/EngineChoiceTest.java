package dev.mien.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application chooses its engine when it is created, and is told what that one cannot do. */
@QuarkusTest
class EngineChoiceTest extends GatewayTest {
    private static final String APPLICATIONS = "/v1/admin/applications";
    private static final String PROFILES = "GET /index/internal/v1/profiles";

    @Test
    void anEngineThatTheOperatorEnabledIsHadWithAWarning() {
        installed("\"ONNX\",\"REKOGNITION\"");

        Response created = create("\"engine\":\"rekognition\"");

        // Breaks when the engine is not kept, or nobody is told that the consent text has to name AWS.
        created.then()
                .statusCode(201)
                .body("policy.engine", equalTo("rekognition"))
                .body("policy.targetFpir", nullValue())
                .body("warnings", hasSize(1))
                .body("warnings[0]", containsString("The consent text must name Amazon Web Services"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ONNX\"", ""})
    void anEngineThatTheOperatorHasNotEnabledIsRefusedWithTheReason(String engines) {
        installed(engines);

        // Breaks when the application is made, and every visitor then learns by a 503 that it has no engine.
        create("\"engine\":\"rekognition\"")
                .then()
                .statusCode(400)
                .body("detail", containsString("policy.engine"))
                .body("detail", containsString("mien.rekognition.enabled"));
    }

    @Test
    void whileNobodyKnowsWhichEnginesThereAreNoneButOurOwnIsChosen() {
        create("\"engine\":\"rekognition\"").then().statusCode(503);
        create("\"engine\":\"onnx\"").then().statusCode(201).body("policy.engine", equalTo("onnx"));
        create("\"termsVersion\":\"1\"").then().statusCode(201).body("policy.engine", equalTo("onnx"));
    }

    @Test
    void theEngineCannotBeChanged() {
        installed("\"ONNX\",\"REKOGNITION\"");
        App app = application();

        Response changed = change(app, "\"engine\":\"rekognition\"");

        // Breaks when people who are enrolled in one engine are searched for in another one.
        changed.then().statusCode(400).body("detail", containsString("policy.engine cannot change"));
        change(app, "\"engine\":\"onnx\"").then().statusCode(200);
    }

    @Test
    void aRateThatItsEngineCannotKeepIsNotPromised() {
        installed("\"ONNX\",\"REKOGNITION\"");

        Response refused = create("\"engine\":\"rekognition\",\"targetFpir\":0.001");

        // Breaks when a policy says a rate that nobody calibrated this engine for.
        refused.then().statusCode(400).body("detail", containsString("policy.targetFpir"));
        assertThat(create("\"engine\":\"onnx\",\"targetFpir\":0.002")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<Float>path("policy.targetFpir"))
                .isEqualTo(0.002f);
    }

    private void installed(String engines) {
        downstream.on(
                PROFILES,
                Answer.json(
                        200,
                        "{\"profiles\":[{\"name\":\"standard\",\"liveness\":[\"NONE\"]}],\"engines\":[" + engines
                                + "]}"));
    }

    private static Response create(String policy) {
        return asOwner("org-" + UUID.randomUUID())
                .body("{\"name\":\"Shop\",\"acceptOperatorTerms\":\"1\",\"policy\":{\"liveness\":\"none\"," + policy
                        + "}}")
                .post(APPLICATIONS);
    }

    private static Response change(App app, String policy) {
        return asOwner(app.organization())
                .body("{\"revision\":1,\"policy\":{" + policy + "}}")
                .patch(APPLICATIONS + "/{id}", app.id());
    }
}
