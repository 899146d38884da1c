package dev.mien.gateway.facialid;

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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TemplateTest extends GatewayTest {
    private static final String MULTIPART = "multipart/form-data; boundary=mien-boundary";

    @Inject
    ContextVerifier contexts;

    private final String person = UUID.randomUUID().toString();
    private final String templates = "/enrollment/internal/v1/profiles/" + person + "/templates";
    private App app;
    private String key;

    @BeforeEach
    void backend() {
        app = application();
        key = key(app);
    }

    @Test
    void aBackendAddsAnotherOccasion() {
        downstream.on("POST " + templates, state(2));

        Response added = add(person);

        added.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("facialId", equalTo(person))
                .body("occasions", equalTo(2));
        // Breaks when the application comes from anything but the key, or another body is vouched for.
        Received sent = downstream.received("POST " + templates).getFirst();
        RequestContext context = contexts.require(sent.header("Mien-context"), Operation.MANAGE, sent.body());
        assertThat(context.application()).hasToString(app.id());
        assertThat(sent.header("Content-type")).isEqualTo(MULTIPART);
    }

    @Test
    void aBackendTakesThemBack() {
        downstream.on("DELETE " + templates, state(1));

        Response reset = withKey(key).delete("/v1/facial-ids/{id}/templates", person);

        reset.then().statusCode(200).body("occasions", equalTo(1));
        Received sent = downstream.received("DELETE " + templates).getFirst();
        contexts.require(sent.header("Mien-context"), Operation.MANAGE, new byte[0]);
    }

    @Test
    void somebodyElsesLooksLikeNobodys() {
        downstream.on("POST " + templates, Answer.problem(Code.NOT_FOUND));

        Response foreign = add(person);
        Response malformed = add("nobody");

        foreign.then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        malformed.then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void anotherFaceIsAMismatchAndNoScoreIsToldOf() {
        downstream.on("POST " + templates, Answer.problem(Code.FACE_MISMATCH));

        Response refused = add(person);

        // Breaks when another service's members are handed on (D1): the scripted problem has a score.
        refused.then().statusCode(422).body("code", equalTo("FACE_MISMATCH")).body("score", nullValue());
    }

    @Test
    void withoutAKeyNobodyAdds() {
        withKey("mien_sk_nobody")
                .header("Content-Type", MULTIPART)
                .body(multipart("a face", "mien-boundary"))
                .post("/v1/facial-ids/{id}/templates", person)
                .then()
                .statusCode(401);
        assertThat(downstream.received("POST " + templates)).isEmpty();
    }

    private Response add(String id) {
        return withKey(key)
                .header("Content-Type", MULTIPART)
                .body(multipart("a face", "mien-boundary"))
                .post("/v1/facial-ids/{id}/templates", id);
    }

    private Answer state(int occasions) {
        return Answer.json(200, "{\"facialId\":\"%s\",\"occasions\":%d}".formatted(person, occasions));
    }
}
