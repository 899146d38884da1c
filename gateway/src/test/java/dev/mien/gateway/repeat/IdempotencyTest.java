package dev.mien.gateway.repeat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.mien.contracts.Code;
import dev.mien.gateway.admission.ByKey;
import dev.mien.gateway.admission.ByPerson;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Rows;
import dev.mien.platform.multipart.Bounds;
import dev.mien.testing.oidc.TestOidc;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened once does not happen again, and is answered again. */
@QuarkusTest
class IdempotencyTest extends GatewayTest {
    private static final String OPEN = "POST /enrollment/internal/v1/imports";
    private static final String WANTED =
            "{\"legalBasis\":{\"article\":\"9(2)(a)\",\"reference\":\"forms\"},\"termsVersion\":\"1\"}";

    @Inject
    Rows rows;

    @Inject
    IdempotencySweep sweep;

    private final String idempotencyKey = UUID.randomUUID().toString();
    private App app;
    private String key;

    @BeforeEach
    void backend() {
        app = application("\"imports\":true");
        key = key(app);
        downstream.on(OPEN, request -> Answer.json(201, job()));
    }

    // Breaks when the call happens again, or its answer is another one.
    @Test
    void theSameCallAgainGetsTheFirstAnswer() {
        Response first = open(WANTED);
        Response again = open(WANTED);

        first.then().statusCode(201).header("Idempotent-Replayed", nullValue());
        again.then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .header("Cache-Control", "no-store")
                .contentType(ContentType.JSON);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(downstream.received(OPEN)).hasSize(1);
    }

    @Test
    void inQuotesItIsTheSameKey() {
        open(WANTED);

        Response again = open("\"" + idempotencyKey + "\"", key, WANTED);

        again.then().statusCode(201).header("Idempotent-Replayed", "true");
    }

    // Breaks when the body is not part of what a key stands for.
    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        open(WANTED);

        Response other = open(WANTED.replace("forms", "other forms"));

        other.then().statusCode(422).body("code", equalTo("CONFLICT"));
        assertThat(downstream.received(OPEN)).hasSize(1);
    }

    // Breaks when the path is not: the same word to another import would be answered with the first one's.
    @Test
    void theSameBodyToAnotherAddressIsRefused() {
        UUID first = UUID.randomUUID();
        downstream.on("PUT /enrollment/internal/v1/imports/" + first + "/state", Answer.json(200, job()));

        Response finished = finish(first);
        Response other = finish(UUID.randomUUID());

        finished.then().statusCode(200);
        other.then().statusCode(422).body("code", equalTo("CONFLICT"));
    }

    private Response finish(UUID importId) {
        return withKey(key)
                .header("Idempotency-Key", idempotencyKey)
                .contentType(ContentType.JSON)
                .body("{\"state\":\"finished\"}")
                .put("/v1/enrollments/imports/{id}/state", importId);
    }

    // Breaks when keys of different callers are one: an application would be answered with another's import.
    @Test
    void anotherCallersKeyIsAnotherKey() {
        Response first = open(WANTED);
        String other = key(application("\"imports\":true"));

        Response others = open(idempotencyKey, other, WANTED);

        others.then().statusCode(201).header("Idempotent-Replayed", nullValue());
        assertThat(others.<String>path("importId")).isNotEqualTo(first.path("importId"));
    }

    // Breaks when two at once both happen.
    @Test
    void whileTheFirstIsAnsweredTheSecondIsAskedToComeAgain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        downstream.on(OPEN, request -> {
            begun.countDown();
            hold(end);
            return Answer.json(201, job());
        });
        CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> open(WANTED));
        hold(begun);

        Response meanwhile = open(WANTED);
        clock.advance(Duration.ofMinutes(3));
        Response lateAndLost = open(WANTED);
        end.countDown();
        first.get(30, TimeUnit.SECONDS).then().statusCode(201);
        Response again = open(WANTED);

        meanwhile.then().statusCode(409).header("Retry-After", "1").body("code", equalTo("CONFLICT"));
        // Nobody can tell whether it happened, so it does not happen twice.
        lateAndLost
                .then()
                .statusCode(409)
                .header("Retry-After", nullValue())
                .body("detail", containsString("not known"));
        again.then().statusCode(201).header("Idempotent-Replayed", "true");
        assertThat(downstream.received(OPEN)).hasSize(1);
    }

    // Breaks when a refusal is remembered: whoever mends what was wrong, or waits, would be refused for a day.
    @ParameterizedTest
    @ValueSource(ints = {409, 422, 503})
    void whatWasRefusedMayBeTriedAgainUnderTheSameKey(int status) {
        downstream.on(OPEN, Answer.problem(status == 503 ? Code.PROCESSING_ERR : Code.CONFLICT, status));
        Response refused = open(WANTED);
        downstream.on(OPEN, Answer.json(201, job()));

        Response again = open(WANTED);

        refused.then().statusCode(status);
        again.then().statusCode(201).header("Idempotent-Replayed", nullValue());
    }

    // Breaks when the failure to note an answer is taken for a refusal of the call: it would happen a second time.
    @Test
    void whatHappenedAndCouldNotBeNotedDoesNotHappenAgain() {
        rows.execute("alter table idempotent_call add constraint unnoted check (state <> 'ANSWERED') not valid");
        Response first;
        try {
            first = open(WANTED);
        } finally {
            rows.execute("alter table idempotent_call drop constraint unnoted");
        }

        Response again = open(WANTED);
        clock.advance(Duration.ofMinutes(3));
        Response later = open(WANTED);

        first.then().statusCode(500);
        again.then().statusCode(409).header("Retry-After", "1");
        later.then().statusCode(409).body("detail", containsString("not known"));
        assertThat(downstream.received(OPEN)).hasSize(1);
    }

    // Breaks when a body is held that nobody has bounded: where a route reads none, its form may be anybody's.
    @Test
    void aBodyIsBoundedThoughTheRouteReadsNone() {
        Response large = given().auth()
                .oauth2(TestOidc.tokenOfPerson("ada", app.organization(), "owner"))
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .body(new byte[Bounds.REQUEST_BYTES + 1])
                .post("/v1/admin/applications/{id}/index/rekey", app.id());

        large.then().statusCode(413).body("detail", containsString("Idempotency-Key"));
    }

    // Breaks when a sweep forgets less than can come between two.
    @Test
    void whateverIsOverIsForgotten() {
        rows.execute("insert into idempotent_call (id, caller, digest, state, created_at, expires_at) select"
                + " decode(md5(i::text), 'hex'), '', '', 'BEGUN', now() - interval '3 days', now() - interval '2 days' from"
                + " generate_series(1, 10001) i");

        sweep.sweep();

        assertThat(rows.count("idempotent_call where expires_at < now() - interval '1 day'"))
                .isZero();
    }

    // Breaks when nobody counts, when all callers are counted as one, when what is over counts, or when a call that was
    // sent before is refused instead of answered.
    @Test
    void aCallerHasSoManyRememberedAndNoMore() {
        Response first = open(WANTED);
        rows.execute(
                "insert into idempotent_call (id, caller, digest, state, created_at, expires_at)"
                        + " select decode(md5(i::text || ?), 'hex'), caller, digest, 'BEGUN', created_at, expires_at"
                        + " from idempotent_call, generate_series(2, ?) i where position(? in body) > 0",
                app.id(),
                IdempotentCalls.MOST,
                first.<String>path("importId"));
        String other = key(application("\"imports\":true"));

        Response more = open("another", key, WANTED);
        Response again = open(WANTED);
        Response others = open("another", other, WANTED);
        clock.advance(Duration.ofHours(25));
        Response tomorrow = open("another", key, WANTED);

        more.then()
                .statusCode(429)
                .body("code", equalTo("TOO_MANY_REQUESTS"))
                .body("detail", containsString("Idempotency-Key"));
        assertThat(Integer.parseInt(more.header("Retry-After"))).isBetween(1, 86_401);
        again.then().statusCode(201).header("Idempotent-Replayed", "true");
        others.then().statusCode(201);
        tomorrow.then().statusCode(201).header("Idempotent-Replayed", nullValue());
    }

    // Breaks when an answer with a secret is kept, in whatever form, or a lost secret is made up for by a second key.
    @Test
    void aSecretIsNeitherKeptNorMadeTwice() {
        String path = "/v1/admin/applications/" + app.id() + "/keys";
        long before = rows.count("api_key where application_id = '" + app.id() + "'");

        Response first = asOwner(app.organization())
                .header("Idempotency-Key", idempotencyKey)
                .body("{}")
                .post(path);
        Response again = asOwner(app.organization())
                .header("Idempotency-Key", idempotencyKey)
                .body("{}")
                .post(path);

        first.then().statusCode(201);
        again.then().statusCode(409).body("code", equalTo("CONFLICT")).body("detail", containsString("secret"));
        assertThat(again.asString()).doesNotContain("mien_sk_");
        assertThat(rows.tablesWith(first.path("apiKey"))).isEmpty();
        assertThat(rows.count("api_key where application_id = '" + app.id() + "'"))
                .isEqualTo(before + 1);
    }

    @Test
    void anApplicationIsCreatedOnce() {
        String organization = "org-" + UUID.randomUUID();
        String body = "{\"name\":\"Shop\",\"acceptOperatorTerms\":\"1\",\"policy\":{\"liveness\":\"none\"}}";

        String first = created(organization, body);
        String again = created(organization, body);

        assertThat(again).isEqualTo(first);
        assertThat(rows.count("application where organization = '" + organization + "'"))
                .isEqualTo(1);
    }

    @Test
    void aCallWithoutABodyHappensOnceToo() {
        String keys = "POST /index/internal/v1/index/keys";
        downstream.on(keys, Answer.json(200, """
                {"epoch":2,"since":null,"remaining":0,"earlierKeys":1,"earlierGoneBy":null}"""));

        rekey().then().statusCode(200).header("Idempotent-Replayed", nullValue());
        rekey().then().statusCode(200).header("Idempotent-Replayed", "true").body("epoch", equalTo(2));

        assertThat(downstream.received(keys)).hasSize(1);
    }

    private Response rekey() {
        return asOwner(app.organization())
                .header("Idempotency-Key", idempotencyKey)
                .post("/v1/admin/applications/{id}/index/rekey", app.id());
    }

    // P10 and E3. Breaks when an answer about a person is kept: it would be given after their erasure, and be found; or
    // when a late repetition pauses somebody who has been resumed since.
    @Test
    void aboutAPersonWhoeverAsksAgainHearsWhatIsTrueNow() {
        String person = UUID.randomUUID().toString();
        String profile = "/enrollment/internal/v1/profiles/" + person;
        downstream.on("PUT " + profile + "/state", standing(person, "PAUSED"));
        Response paused = pause(person);
        downstream.on("GET " + profile, standing(person, "ACTIVE"));

        Response again = pause(person);
        downstream.on("GET " + profile, Answer.problem(Code.NOT_FOUND));
        Response erased = pause(person);

        paused.then().statusCode(200).body("state", equalTo("paused"));
        again.then().statusCode(200).header("Idempotent-Replayed", "true").body("state", equalTo("active"));
        erased.then().statusCode(404);
        assertThat(downstream.received("PUT " + profile + "/state")).hasSize(1);
        assertThat(rows.tablesWith(person)).isEmpty();
    }

    @Test
    void aDayLaterAKeyIsNew() {
        open(WANTED);
        clock.advance(Duration.ofHours(25));

        Response tomorrow = open(WANTED);

        tomorrow.then().statusCode(201).header("Idempotent-Replayed", nullValue());
        assertThat(downstream.received(OPEN)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "\"half", "ü"})
    void aKeyIsOneWord(String malformed) {
        Response refused = open(malformed, key, WANTED);

        refused.then().statusCode(400).body("detail", containsString("Idempotency-Key"));
        assertThat(downstream.received(OPEN)).isEmpty();
    }

    // "Every POST and PUT". Breaks when a route is added that happens twice.
    @Test
    void everyCallTakesAKeyOrRepeatsItselfHarmlessly() {
        List<String> without = Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class)
                        && (type.isAnnotationPresent(ByKey.class) || type.isAnnotationPresent(ByPerson.class)))
                .distinct()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(POST.class) || method.isAnnotationPresent(PUT.class))
                .filter(method -> !method.isAnnotationPresent(Idempotent.class))
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .toList();

        assertThat(without)
                .containsExactlyInAnyOrder(
                        // Nothing is stored.
                        "PhotoResource.compare",
                        "PhotoResource.analyse",
                        "ImportResource.missing",
                        // A token is redeemed once, whoever asks.
                        "RedeemResource.redeem",
                        // The same picture changes nothing; a line has a key of its own; a file goes on where it
                        // stopped.
                        "TemplateResource.add",
                        "LineResource.take",
                        "IndexResource.take");
    }

    @Test
    void theOpenApiDocumentSaysSo() {
        for (String call : List.of("'/v1/admin/applications'.post", "'/v1/facial-ids/{id}/state'.put")) {
            given().get("/openapi?format=json")
                    .then()
                    .body("paths." + call + ".parameters.name", hasItem("Idempotency-Key"));
        }
    }

    private String created(String organization, String body) {
        return asOwner(organization)
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/v1/admin/applications")
                .then()
                .statusCode(201)
                .extract()
                .path("applicationId");
    }

    private Response pause(String person) {
        return withKey(key)
                .header("Idempotency-Key", idempotencyKey)
                .contentType(ContentType.JSON)
                .body("{\"state\":\"paused\"}")
                .put("/v1/facial-ids/{id}/state", person);
    }

    private Response open(String body) {
        return open(idempotencyKey, key, body);
    }

    private static Response open(String idempotencyKey, String apiKey, String body) {
        return withKey(apiKey)
                .header("Idempotency-Key", idempotencyKey)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/enrollments/imports");
    }

    private static Answer standing(String person, String state) {
        return Answer.json(200, """
                {"facialId":"%s","state":"%s","createdAt":"2026-01-01T00:00:00Z","lastUsedAt":null,"termsVersion":"1",
                 "consentAt":"2026-01-01T00:00:00Z"}""".formatted(person, state));
    }

    private static String job() {
        return """
                {"id":"%s","state":"OPEN","legalBasis":"EXPLICIT_CONSENT","reference":"forms","termsVersion":"1",
                 "expected":null,"openedAt":"2026-01-01T00:00:00Z","finishedAt":null,"expiresAt":"2026-01-31T00:00:00Z",
                 "counts":{"enrolled":0,"refused":0,"erased":0,"missing":0}}""".formatted(UUID.randomUUID());
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
