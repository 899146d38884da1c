package dev.mien.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Operation;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.indexfile.IndexFileFormat;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door to an application's index as a whole; index-service's part is scripted. */
@QuarkusTest
class IndexTest extends GatewayTest {
    private static final String FIGURES = "GET /index/internal/v1/index";
    private static final String MARK = "GET /index/internal/v1/index/files/mark";
    private static final String NOT_ACTIVE = "GET /enrollment/internal/v1/profiles/not-active";
    private static final String WRITE = "POST /index/internal/v1/index/files";
    private static final String FILE_ID = "6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001";
    private static final String KEY = "GET /index/internal/v1/index/files/" + FILE_ID + "/key";
    private static final String PAUSED = "6f1c0b53-3a52-4a4c-9a55-1f5be4f0a002";
    private static final String PENDING = "6f1c0b53-3a52-4a4c-9a55-1f5be4f0a003";
    /** More than any buffer on the way. */
    private static final String FILE = "MIENIDX\n" + "sealed".repeat(200_000);

    private static final String INDEX = "/v1/admin/applications/{id}/index";

    @Inject
    ContextVerifier contexts;

    private final List<String> asked = new CopyOnWriteArrayList<>();
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
    void theOwnerGetsTheFileAndItsKey() {
        canBeDownloaded();

        String file = asOwner(app.organization())
                .get(INDEX + "/file", app.id())
                .then()
                .statusCode(200)
                .contentType(IndexFileFormat.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", containsString(app.id()))
                .extract()
                .asString();

        assertThat(file).isEqualTo(FILE);
        // Breaks when somebody who is paused becomes active on the way, when a pending one is carried, or the order of
        // the three questions is another: then a row could be there whose person nobody was asked about.
        assertThat(new String(downstream.received(WRITE).getFirst().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"upToRow\":7,\"ledgerNumber\":5,\"paused\":[\"" + PAUSED + "\"],\"leftOut\":[\"" + PENDING
                        + "\"]}");
        assertThat(asked).containsExactly(MARK, NOT_ACTIVE, WRITE);
        asOwner(app.organization())
                .queryParam("file", FILE_ID)
                .queryParam("keyVersion", "1")
                .get(INDEX + "/key", app.id())
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("key", equalTo("mien_ik_x"));
        assertThat(downstream.received(KEY).getFirst().query()).isEqualTo("version=1");
    }

    @Test
    void nobodyButTheOwnerGetsEither() {
        canBeDownloaded();

        for (String role : new String[] {"operator", "auditor", "privacy"}) {
            as(app.organization(), role).get(INDEX + "/file", app.id()).then().statusCode(403);
            as(app.organization(), role)
                    .queryParam("file", FILE_ID)
                    .queryParam("keyVersion", "1")
                    .get(INDEX + "/key", app.id())
                    .then()
                    .statusCode(403);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aKeyIsAskedForByItsFile() {
        canBeDownloaded();

        asOwner(app.organization()).get(INDEX + "/key", app.id()).then().statusCode(400);
        asOwner(app.organization())
                .queryParam("file", "x")
                .queryParam("keyVersion", "1")
                .get(INDEX + "/key", app.id())
                .then()
                .statusCode(400);
        asOwner(app.organization())
                .queryParam("file", FILE_ID)
                .get(INDEX + "/key", app.id())
                .then()
                .statusCode(400);
    }

    @Test
    void theOwnerExchangesKeysAndEveryRoleSeesHowFarItIs() {
        String keys = "/index/internal/v1/index/keys";
        String told =
                "{\"epoch\":2,\"since\":\"2026-01-01T00:00:00Z\",\"remaining\":5,\"earlierKeys\":1,\"earlierGoneBy\":null}";
        downstream.on("GET " + keys, Answer.json(200, told));
        downstream.on("POST " + keys, Answer.json(200, told));

        asOwner(app.organization())
                .post(INDEX + "/rekey", app.id())
                .then()
                .statusCode(200)
                .body("epoch", equalTo(2))
                .body("remaining", equalTo(5));
        for (String role : new String[] {"operator", "auditor", "privacy"}) {
            as(app.organization(), role).get(INDEX + "/rekey", app.id()).then().statusCode(200);
            as(app.organization(), role).post(INDEX + "/rekey", app.id()).then().statusCode(403);
        }
        asOwner(app.organization())
                .post(INDEX + "/rekey", application().id())
                .then()
                .statusCode(404);
        assertThat(downstream.received("POST " + keys)).hasSize(1);
    }

    @Test
    void whatKeepsTheFileFromBeingWrittenIsTold() {
        canBeDownloaded();
        downstream.on(WRITE, Answer.problem(Code.PROCESSING_ERR, 503));

        // Breaks when the answer has begun before index-service has said yes.
        asOwner(app.organization()).get(INDEX + "/file", app.id()).then().statusCode(503);
        downstream.on(NOT_ACTIVE, Answer.problem(Code.CONFLICT));
        asOwner(app.organization()).get(INDEX + "/file", app.id()).then().statusCode(409);
    }

    private void canBeDownloaded() {
        on(MARK, Answer.json(200, "{\"row\":7}"));
        on(
                NOT_ACTIVE,
                Answer.json(
                        200, "{\"ledgerNumber\":5,\"paused\":[\"" + PAUSED + "\"],\"others\":[\"" + PENDING + "\"]}"));
        on(WRITE, new Answer(200, IndexFileFormat.MEDIA_TYPE, Map.of(), FILE));
        on(KEY, Answer.json(200, "{\"file\":\"" + FILE_ID + "\",\"key\":\"mien_ik_x\"}"));
    }

    private void on(String call, Answer answer) {
        downstream.on(call, request -> {
            asked.add(call);
            return answer;
        });
    }

    @Test
    void somebodyElsesIsNobodys() {
        App theirs = application();

        canBeDownloaded();

        asOwner(app.organization()).get(INDEX, theirs.id()).then().statusCode(404);
        asOwner(app.organization()).get(INDEX + "/file", theirs.id()).then().statusCode(404);
        asOwner(app.organization())
                .queryParam("file", FILE_ID)
                .queryParam("keyVersion", "1")
                .get(INDEX + "/key", theirs.id())
                .then()
                .statusCode(404);

        assertThat(downstream.received(FIGURES)).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void whileIndexServiceIsAwayThereAreNoFigures() {
        downstream.on(FIGURES, Answer.problem(Code.PROCESSING_ERR, 503));

        asOwner(app.organization()).get(INDEX, app.id()).then().statusCode(503);
    }
}
