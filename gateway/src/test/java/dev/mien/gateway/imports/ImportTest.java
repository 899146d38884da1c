package dev.mien.gateway.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.imports.ImportKeys;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Received;
import dev.mien.gateway.scripted.Rows;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.multipart.Bounds;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.multipart.FrameList;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ImportTest extends GatewayTest {
    private static final String OPEN = "POST /enrollment/internal/v1/imports";
    private static final String VALID = """
            {"legalBasis":{"article":"9(2)(a)","reference":"forms of 2026"},"termsVersion":"1","expected":3}""";

    @Inject
    ContextVerifier contexts;

    @Inject
    ObjectMapper json;

    @Inject
    Rows rows;

    private final String id = UUID.randomUUID().toString();
    private final String line = "POST /enrollment/internal/v1/imports/" + id + "/lines";
    private App app;
    private String key;

    @BeforeEach
    void backend() {
        app = application("\"origins\":[\"" + ORIGIN + "\"],\"imports\":true,\"minimumFrames\":2");
        key = key(app);
        downstream.on(line, this::enrolled);
    }

    @Test
    void anImportIsOpenedWithItsLegalBasis() {
        downstream.on(OPEN, Answer.json(201, job("OPEN")));

        Response opened = withKey(key).contentType(ContentType.JSON).body(VALID).post("/v1/enrollments/imports");

        opened.then()
                .statusCode(201)
                .header("Location", containsString("/v1/enrollments/imports/" + id))
                .body("importId", equalTo(id))
                .body("state", equalTo("open"))
                .body("liveness", equalTo("none"))
                .body("legalBasis.article", equalTo("9(2)(a)"))
                .body("counts.missing", equalTo(2));
        Received sent = downstream.received(OPEN).getFirst();
        // Breaks when another body is vouched for, or another application's word is given.
        RequestContext context = contexts.require(sent.header("Mien-context"), Operation.MANAGE, sent.body());
        assertThat(context.application()).hasToString(app.id());
        assertThat(new String(sent.body(), StandardCharsets.UTF_8)).contains("EXPLICIT_CONSENT", "forms of 2026");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"termsVersion":"1"}                                                                    | legalBasis
            {"legalBasis":{"article":"9(2)(e)","reference":"x"},"termsVersion":"1"}                 | legalBasis.article
            {"legalBasis":{"article":"9(2)(a)"},"termsVersion":"1"}                                 | reference
            {"legalBasis":{"article":"9(2)(a)","reference":"x"}}                                    | termsVersion
            {"legalBasis":{"article":"9(2)(a)","reference":"x"},"termsVersion":"1","expected":0}    | expected
            {"legalBasis":{"article":"9(2)(a)","reference":"x"},"termsVersion":"1","because":"yes"} | because
            """)
    void whatIsMissingIsNamed(String body, String member) {
        Response refused = withKey(key).contentType(ContentType.JSON).body(body).post("/v1/enrollments/imports");

        refused.then().statusCode(400).body("code", equalTo("INVALID_REQUEST")).body("detail", containsString(member));
        assertThat(downstream.received(OPEN)).isEmpty();
    }

    @Test
    void eachPictureGoesOnByItselfAndUnderTheImportsPolicy() throws IOException {
        Response batch = send(image("a", "ada") + image("b", "bob") + payload("a", "{\"user\": 7}"));

        batch.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("lines.key", contains("a", "b"))
                .body("lines.outcome", everyItem(equalTo("enrolled")))
                .body("lines[0].code", nullValue());
        List<Received> sent = downstream.received(line);
        assertThat(sent).hasSize(2);
        List<Frame> first = FrameList.read(sent.getFirst().body());
        JsonNode named = json.readTree(first.getFirst().expose());
        assertThat(named.get("key").asText()).isEqualTo("a");
        assertThat(named.get("payload").asText()).isEqualTo("{\"user\": 7}");
        assertThat(new String(first.get(1).expose(), StandardCharsets.UTF_8)).isEqualTo("ada");
        // Breaks when two lines share a context (a probe is stored once for each), or when the policy of visitors is
        // sent, whose liveness no stored picture passes.
        RequestContext one = word(sent.getFirst());
        RequestContext other = word(sent.get(1));
        assertThat(one.jti()).isNotEqualTo(other.jti());
        assertThat(one.session()).isNull();
        assertThat(one.policy().liveness()).isEqualTo(Liveness.NONE);
        assertThat(one.policy().minimumFrames()).isEqualTo(1);
        assertThat(one.policy().maximumFrames()).isEqualTo(1);
    }

    // Breaks when a stopped batch is answered whole as a failure: what was enrolled would not be told.
    @Test
    void whatWasNotLookedAtIsMissing() {
        downstream.on(line, request -> keyOf(request).equals("a") ? enrolled(request) : away());

        Response batch = send(image("a", "ada") + image("b", "bob") + image("c", "cy") + image("d", "dan"));

        batch.then()
                .statusCode(200)
                .header("Retry-After", "3")
                .body("lines.outcome", contains("enrolled", "missing", "missing", "missing"))
                .body("lines[3].detail", equalTo("as scripted"));
        // Breaks when a service that is away is asked for every line.
        assertThat(downstream.received(line)).hasSize(3);
    }

    // Breaks when one picture that nobody can look at keeps all that are sent after it from being enrolled, for ever.
    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c"})
    void aLineThatFailsAloneStopsNothing(String broken) {
        downstream.on(line, request -> keyOf(request).equals(broken) ? away() : enrolled(request));

        Response batch = send(image("a", "ada") + image("b", "bob") + image("c", "cy"));

        batch.then()
                .statusCode(200)
                .header("Retry-After", "3")
                .body("lines.findAll { it.outcome == 'missing' }.key", contains(broken))
                .body("lines.findAll { it.outcome == 'enrolled' }.size()", equalTo(2));
    }

    private static Answer away() {
        return Answer.problem(Code.PROCESSING_ERR, 503).with("Retry-After", "3");
    }

    @ParameterizedTest
    @CsvSource({"PROCESSING_ERR, 503", "NOT_FOUND, 404", "CONFLICT, 409", "TERMS_NOT_ACCEPTED, 422"})
    void whatHoldsForTheWholeImportIsTheAnswer(Code code, int status) {
        downstream.on(line, Answer.problem(code, status));

        Response batch = send(image("a", "ada") + image("b", "bob"));

        batch.then().statusCode(status).body("code", equalTo(code.name()));
        // A failure may be of the first picture alone; what is said of the import holds for the others too.
        assertThat(downstream.received(line)).hasSize(status == 503 ? 2 : 1);
    }

    // Never half a batch because of a slip in its form, and never a key in the answer: it may be a name.
    @ParameterizedTest
    @ValueSource(
            strings = {"none", "twice", "no name", "bad name", "stray payload", "other part", "seventeen", "empty"})
    void aMalformedBatchIsRefusedWhole(String how) {
        String form = switch (how) {
            case "none" -> "";
            case "twice" -> image("ada.secret", "x") + image("ada.secret", "y");
            case "no name" -> part("name=\"image\"", "x");
            case "bad name" -> image("ada secret", "x");
            case "stray payload" -> image("a", "x") + payload("ada.secret", "1");
            case "other part" -> image("a", "x") + part("name=\"frame\"; filename=\"b\"", "y");
            case "seventeen" ->
                IntStream.range(0, 17).mapToObj(i -> image("k" + i, "x")).reduce("", String::concat);
            default -> image("a", "");
        };

        Response batch = send(form);

        batch.then().statusCode(400);
        assertThat(batch.asString()).doesNotContain("secret");
        assertThat(downstream.received(line)).isEmpty();
    }

    @Test
    void anApplicationWithoutImportsTakesNoPicture() {
        String other = key(application("\"learning\":false"));

        Response batch = send(other, image("a", "ada"));

        batch.then().statusCode(409).body("code", equalTo("CONFLICT")).body("detail", containsString("policy.imports"));
        assertThat(downstream.received(line)).isEmpty();
    }

    // Breaks when an application that imports nobody keeps the turn from those that do, while it sends.
    @Test
    void anApplicationWithoutImportsIsRefusedBeforeItSendsAPicture() throws IOException {
        String other = key(application("\"learning\":false"));
        try (Socket backend = new Socket(gateway.getHost(), gateway.getPort())) {
            backend.setSoTimeout(30_000);
            begin(backend, other, 1_000);

            assertThat(new BufferedReader(new InputStreamReader(backend.getInputStream())).readLine())
                    .contains(" 409 ");
        }
    }

    private void begin(Socket backend, String apiKey, int length) throws IOException {
        backend.getOutputStream()
                .write(("POST /v1/enrollments/imports/" + id + "/lines HTTP/1.1\r\nHost: mien.example\r\n"
                                + "Authorization: Bearer " + apiKey + "\r\n"
                                + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " + length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void onlyABackendImports() {
        for (RequestSpecification caller : List.of(
                given(),
                given().auth().oauth2(session(app, "enroll")).header("Origin", ORIGIN),
                asOwner(app.organization()))) {
            form(caller, image("a", "ada"))
                    .post("/v1/enrollments/imports/{id}/lines", id)
                    .then()
                    .statusCode(401);
        }
        assertThat(downstream.received(line)).isEmpty();
    }

    // O4. Breaks when a batch takes the room of two hundred visitors, or two take it at once.
    @Test
    void oneBatchAtATimeAndNotALargeOne() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        downstream.on(line, request -> {
            begun.countDown();
            hold(end);
            return enrolled(request);
        });
        CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> send(image("a", "ada")));
        hold(begun);

        Response second = send(image("b", "bob"));
        end.countDown();
        first.get(30, TimeUnit.SECONDS).then().statusCode(200);
        Response large = send(image("c", "x".repeat(Bounds.IMPORT_BODY_BYTES)));

        Response undeclared = undeclared(Bounds.IMPORT_BODY_BYTES + 1);

        undeclared.then().statusCode(413);
        second.then().statusCode(503).header("Retry-After", "1");
        large.then().statusCode(413);
        await().until(() -> send(image("b", "bob")).statusCode() == 200);
    }

    @Test
    void resultsAndWhatIsMissingAreAskedFor() {
        String base = "/enrollment/internal/v1/imports/" + id;
        downstream.on("GET " + base, Answer.json(200, job("FINISHED")));
        downstream.on("PUT " + base + "/state", Answer.json(200, job("FINISHED")));
        downstream.on("POST " + base + "/missing", Answer.json(200, "{\"missing\":[\"b\"]}"));
        downstream.on("GET " + base + "/lines", Answer.json(200, """
                {"items":[{"key":"a","outcome":"REFUSED","facialId":null,"code":"MANY_FACES","detail":"Two.","score":0.9}],
                 "next":"7"}"""));

        withKey(key)
                .get("/v1/enrollments/imports/{id}", id)
                .then()
                .statusCode(200)
                .body("state", equalTo("finished"));
        withKey(key)
                .contentType(ContentType.JSON)
                .body("{\"state\":\"finished\"}")
                .put("/v1/enrollments/imports/{id}/state", id)
                .then()
                .statusCode(200);
        withKey(key)
                .contentType(ContentType.JSON)
                .body("{\"keys\":[\"a\",\"b\"]}")
                .post("/v1/enrollments/imports/{id}/missing", id)
                .then()
                .statusCode(200)
                .body("missing", contains("b"));
        withKey(key)
                .queryParam("after", "3")
                .get("/v1/enrollments/imports/{id}/lines", id)
                .then()
                .statusCode(200)
                .body("items[0].outcome", equalTo("refused"))
                .body("items[0].code", equalTo("MANY_FACES"))
                .body("items[0].score", nullValue())
                .body("next", equalTo("7"));
        assertThat(downstream.received("GET " + base + "/lines").getFirst().query())
                .contains("after=3");
        withKey(key).get("/v1/enrollments/imports/nobody").then().statusCode(404);
        withKey(key)
                .contentType(ContentType.JSON)
                .body("{\"keys\":[\"not a key\"]}")
                .post("/v1/enrollments/imports/{id}/missing", id)
                .then()
                .statusCode(400);
    }

    // Breaks when a body is bounded to less than what may be asked.
    @Test
    void asManyKeysAsMayBeAskedForMayBeAsLongAsTheyAre() {
        String missing = "POST /enrollment/internal/v1/imports/" + id + "/missing";
        downstream.on(missing, Answer.json(200, "{\"missing\":[]}"));
        String keys = IntStream.range(0, ImportKeys.MAXIMUM)
                .mapToObj(i -> "\"" + "k".repeat(124) + (1000 + i) + "\"")
                .collect(Collectors.joining(","));

        withKey(key)
                .contentType(ContentType.JSON)
                .body("{\"keys\":[" + keys + "]}")
                .post("/v1/enrollments/imports/{id}/missing", id)
                .then()
                .statusCode(200);
    }

    // Whoever stands before no camera is let in by an owner's decision alone. Breaks when any role may turn it on, when
    // it is on by default, or when the owner is not told what it means.
    @Test
    void importsAreOffUntilAnOwnerTurnsThemOn() {
        App other = application("\"learning\":false");
        String path = "/v1/admin/applications/" + other.id();
        asOwner(other.organization()).get(path).then().body("policy.imports", equalTo(false));

        Response operator = as(other.organization(), "operator")
                .body("{\"revision\":1,\"policy\":{\"imports\":true}}")
                .patch(path);
        Response owner = asOwner(other.organization())
                .body("{\"revision\":1,\"policy\":{\"imports\":true}}")
                .patch(path);
        Response off = as(other.organization(), "operator")
                .body("{\"revision\":2,\"policy\":{\"imports\":false}}")
                .patch(path);

        operator.then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        owner.then()
                .statusCode(200)
                .body("policy.imports", equalTo(true))
                .body("warnings", hasItem(containsString("policy.imports")));
        off.then().statusCode(200).body("policy.imports", equalTo(false));
    }

    // C5: nothing of a picture stays here.
    @Test
    void nothingOfItStaysHere() {
        send(image("own.key.4711", "a picture to be imported"));

        assertThat(rows.tablesWith("a picture to be imported")).isEmpty();
        assertThat(rows.tablesWith("own.key.4711")).isEmpty();
    }

    @Test
    void theOpenApiDocumentSaysHowLinesAreSent() {
        given().get("/openapi?format=json")
                .then()
                .body(
                        "paths.'/v1/enrollments/imports/{id}/lines'.post.requestBody.content.'multipart/form-data'"
                                + ".schema.properties.image.type",
                        equalTo("array"));
    }

    private Response send(String form) {
        return send(key, form);
    }

    private Response send(String apiKey, String form) {
        return form(withKey(apiKey), form).post("/v1/enrollments/imports/{id}/lines", id);
    }

    /** As a stream whose length is told nowhere. */
    private Response undeclared(int bytes) {
        return withKey(key)
                .multiPart("image", "c", new byte[bytes], "image/jpeg")
                .post("/v1/enrollments/imports/{id}/lines", id);
    }

    private static RequestSpecification form(RequestSpecification call, String form) {
        return call.header("Content-Type", "multipart/form-data; boundary=b")
                .body((form + "--b--\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String image(String name, String picture) {
        return part("name=\"image\"; filename=\"" + name + "\"", picture);
    }

    private static String payload(String name, String text) {
        return part("name=\"payload\"; filename=\"" + name + "\"", text);
    }

    private static String part(String disposition, String content) {
        return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private Answer enrolled(Received request) {
        return Answer.json(200, """
                {"key":"%s","outcome":"ENROLLED","facialId":"%s","code":null,"detail":null}""".formatted(keyOf(request), UUID.randomUUID()));
    }

    private String keyOf(Received request) {
        try {
            return json.readTree(FrameList.read(request.body()).getFirst().expose())
                    .get("key")
                    .asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private RequestContext word(Received sent) {
        return contexts.require(sent.header("Mien-context"), Operation.IMPORT, sent.body());
    }

    private String job(String state) {
        return """
                {"id":"%s","state":"%s","legalBasis":"EXPLICIT_CONSENT","reference":"forms of 2026","termsVersion":"1",
                 "expected":3,"openedAt":"2026-01-01T00:00:00Z","finishedAt":null,"expiresAt":"2026-01-31T00:00:00Z",
                 "counts":{"enrolled":1,"refused":0,"erased":0,"missing":2}}""".formatted(id, state);
    }

    private static void hold(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the test never let go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
