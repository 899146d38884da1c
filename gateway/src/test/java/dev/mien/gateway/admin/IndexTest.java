package dev.mien.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Operation;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.platform.context.ContextVerifier;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door to an application's index as a whole; index-service's part is scripted. */
@QuarkusTest
class IndexTest extends GatewayTest {
    private static final String FIGURES = "GET /index/internal/v1/index";
    private static final String INDEX = "/v1/admin/applications/{id}/index";

    @Inject
    ContextVerifier contexts;

    private App app;

    @BeforeEach
    void anApplication() {
        app = application();
        downstream.on(FIGURES, Answer.json(200, """
                {"faces":90,"profiles":[{"profile":"standard","faces":90}],"databaseBytes":90000,"memoryBytes":31500,
                 "growth":[{"day":"2026-01-01","stored":91,"erased":1}],
                 "searches":{"count":7,"meanMillis":0.5,"since":"2026-01-01T00:00:00Z"},"largestSearch":100,"share":0.9}"""));
    }

    @Test
    void everyRoleSeesTheFigures() {
        for (String role : new String[] {"owner", "operator", "auditor", "privacy"}) {
            as(app.organization(), role)
                    .get(INDEX, app.id())
                    .then()
                    .statusCode(200)
                    .body("faces", equalTo(90))
                    .body("largestSearch", equalTo(100))
                    .body("share", equalTo(0.9f))
                    .body("growth[0].stored", equalTo(91))
                    .body("searches.meanMillis", equalTo(0.5f));
        }
        // Breaks when the figures are asked for another application.
        assertThat(contexts.require(downstream.received(FIGURES).getFirst().header("Mien-context"), Operation.MANAGE)
                        .application())
                .hasToString(app.id());
        as(app.organization(), "nobody").get(INDEX, app.id()).then().statusCode(403);
    }

    @Test
    void somebodyElsesIsNobodys() {
        App theirs = application();

        asOwner(app.organization()).get(INDEX, theirs.id()).then().statusCode(404);

        assertThat(downstream.received(FIGURES)).isEmpty();
    }

    @Test
    void whileIndexServiceIsAwayThereAreNoFigures() {
        downstream.on(FIGURES, Answer.problem(Code.PROCESSING_ERR, 503));

        asOwner(app.organization()).get(INDEX, app.id()).then().statusCode(503);
    }
}
