package dev.mien.gateway.photo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
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
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backend has pictures looked at. */
@QuarkusTest
class PhotoTest extends GatewayTest {
    private static final String COMPARE = "POST /index/internal/v1/face-comparisons";
    private static final String ANALYSE = "POST /index/internal/v1/face-analyses";
    /** What the setting says. */
    private static final int AT_ONCE = 3;

    private static final String COMPARED = """
            {"similarity":0.71,"confidence":0.99999,"match":true,
             "threshold":{"similarity":0.43,"falseMatchRate":0.0001,"extrapolated":false},"profile":"accurate",
             "images":[{"box":{"left":1,"top":2,"width":3,"height":4},"quality":{"good":true,"flaws":[],"figures":[]}},
                       {"box":{"left":5,"top":6,"width":7,"height":8},"quality":{"good":true,"flaws":[],"figures":[]}}],
             "template":[0.1,0.2]}""";
    private static final String ANALYSED = """
            {"profile":"accurate","faces":[{"box":{"left":1,"top":2,"width":3,"height":4},"detection":0.9,"pose":null,
             "quality":{"good":true,"flaws":[],"figures":[]},"occlusion":null,"liveness":null,"age":null,"gender":null}],
             "more":false,"unavailable":{"gender":"nobody fills it"}}""";

    @Inject
    ContextVerifier contexts;

    @Inject
    Rows rows;

    private App app;
    private String key;

    @BeforeEach
    void backend() {
        app = application();
        key = key(app);
        downstream.on(COMPARE, Answer.json(200, COMPARED));
        downstream.on(ANALYSE, Answer.json(200, ANALYSED));
    }

    @Test
    void twoPicturesAreComparedUnderTheKeysApplication() {
        Response answer = images(withKey(key), 2).post("/v1/face-comparisons");

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("match", equalTo(true))
                .body("threshold.falseMatchRate", equalTo(1e-4f))
                .body("images[1].box.left", equalTo(5f))
                // Breaks when whatever the service says is handed on: a template would leave the suite.
                .body("$", not(hasKey("template")));
        Received sent = downstream.received(COMPARE).getFirst();
        // Breaks when the context vouches for another body, or for an application that is not the key's (G4).
        RequestContext context = contexts.require(sent.header("Mien-context"), Operation.MANAGE, sent.body());
        assertThat(context.application()).hasToString(app.id());
        assertThat(context.session()).isNull();
    }

    @Test
    void whatIsNotEstimatedIsThereAndNull() {
        Response answer = images(withKey(key), 1).post("/v1/face-analyses");

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("faces[0]", hasKey("age"))
                .body("faces[0].age", nullValue())
                .body("faces[0].gender", nullValue())
                .body("faces[0]", hasKey("genderConfidence"))
                .body("unavailable.gender", equalTo("nobody fills it"));
        Received sent = downstream.received(ANALYSE).getFirst();
        contexts.require(sent.header("Mien-context"), Operation.MANAGE, sent.body());
    }

    @Test
    void whatIsEstimatedIsHandedOn() {
        downstream.on(
                ANALYSE,
                Answer.json(
                        200,
                        ANALYSED.replace("\"age\":null", "\"age\":41.5")
                                .replace("\"gender\":null", "\"gender\":\"female\",\"genderConfidence\":0.98")
                                .replace("{\"gender\":\"nobody fills it\"}", "{}")));

        // Breaks when a gender is told without what it is worth.
        images(withKey(key), 1)
                .post("/v1/face-analyses")
                .then()
                .statusCode(200)
                .body("faces[0].age", equalTo(41.5f))
                .body("faces[0].gender", equalTo("female"))
                .body("faces[0].genderConfidence", equalTo(0.98f))
                .body("unavailable", equalTo(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/face-comparisons, 0",
        "/v1/face-comparisons, 1",
        "/v1/face-comparisons, 3",
        "/v1/face-analyses, 0",
        "/v1/face-analyses, 2"
    })
    void anotherNumberOfPicturesIsRefusedAtTheDoor(String route, int images) {
        images(withKey(key), images).post(route).then().statusCode(400).body("code", equalTo("INVALID_REQUEST"));

        assertThat(downstream.received(COMPARE)).isEmpty();
        assertThat(downstream.received(ANALYSE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/face-comparisons", "/v1/face-analyses"})
    void onlyABackendMayAsk(String route) {
        // Breaks when a browser can ask: scores teach an attacker.
        images(given().auth().oauth2(session(app, "authenticate")).header("Origin", ORIGIN), 2)
                .post(route)
                .then()
                .statusCode(401);
        images(given(), 2).post(route).then().statusCode(401);
        images(asOwner(app.organization()), 2).post(route).then().statusCode(401);
        withKey(key)
                .header("Content-Type", "application/json")
                .body("{}")
                .post(route)
                .then()
                .statusCode(415);

        assertThat(downstream.received(COMPARE)).isEmpty();
        assertThat(downstream.received(ANALYSE)).isEmpty();
    }

    @Test
    void whichPictureCannotBeUsedIsTold() {
        downstream.on(COMPARE, Answer.problem(Code.NO_FACES_DETECTED));

        images(withKey(key), 2)
                .post("/v1/face-comparisons")
                .then()
                .statusCode(422)
                .body("code", equalTo("NO_FACES_DETECTED"))
                .body("detail", equalTo("as scripted"));
    }

    @Test
    void whoIsBusySaysForHowLong() {
        downstream.on(ANALYSE, Answer.problem(Code.PROCESSING_ERR, 503).with("Retry-After", "3"));

        images(withKey(key), 1).post("/v1/face-analyses").then().statusCode(503).header("Retry-After", "3");
    }

    @Test
    @Timeout(60)
    void oneApplicationDoesNotKeepEverybodyElseFromBeingLookedAt() throws Exception {
        String other = key(application());
        CountDownLatch looked = new CountDownLatch(1);
        downstream.on(COMPARE, _ -> {
            waitFor(looked);
            return Answer.json(200, COMPARED);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> busy = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                busy.add(threads.submit(() ->
                        images(withKey(key), 2).post("/v1/face-comparisons").statusCode()));
            }
            await().until(() -> downstream.received(COMPARE).size() == AT_ONCE);

            // Breaks without the bound, when one kind of call has a bound of its own, or when it is everybody's.
            images(withKey(key), 1)
                    .post("/v1/face-analyses")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", equalTo("1"))
                    .body("code", equalTo("TOO_MANY_REQUESTS"));
            images(withKey(other), 1).post("/v1/face-analyses").then().statusCode(200);

            looked.countDown();
            for (Future<Integer> one : busy) {
                assertThat(one.get()).isEqualTo(200);
            }
        }
        // Breaks when a turn is not given back.
        await().untilAsserted(() ->
                images(withKey(key), 1).post("/v1/face-analyses").then().statusCode(200));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theOpenApiDocumentSaysHowPicturesAreSent() {
        for (String route : new String[] {"/v1/face-comparisons", "/v1/face-analyses"}) {
            given().get("/openapi?format=json")
                    .then()
                    .body(
                            "paths.'" + route
                                    + "'.post.requestBody.content.'multipart/form-data'.schema.properties.image.type",
                            equalTo("array"))
                    .body("paths.'" + route + "'.post.responses.'200'", notNullValue());
        }
    }

    @Test
    void nothingOfItStaysHere() {
        long events = rows.count("outbox");
        images(withKey(key), 2).post("/v1/face-comparisons").then().statusCode(200);
        images(withKey(key), 1).post("/v1/face-analyses").then().statusCode(200);

        // Breaks when a comparison is written down, or told by an event.
        assertThat(rows.count("outbox")).isLessThanOrEqualTo(events);
        assertThat(rows.tablesWith("a picture of a face")).isEmpty();
    }

    private static RequestSpecification images(RequestSpecification request, int images) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < images; i++) {
            body.append("--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n")
                    .append("Content-Type: image/jpeg\r\n\r\na picture of a face ")
                    .append(i)
                    .append("\r\n");
        }
        return request.header("Content-Type", "multipart/form-data; boundary=b")
                .body(body.append("--b--\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
