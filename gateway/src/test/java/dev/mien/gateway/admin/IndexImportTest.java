package dev.mien.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Operation;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Received;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.indexfile.IndexFileFormat;
import dev.mien.platform.multipart.Bounds;
import dev.mien.testing.oidc.TestOidc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An index file on its way in: cut into parts that the gateway cannot open, and passed on; what takes them is scripted. */
@QuarkusTest
class IndexImportTest extends GatewayTest {
    private static final String TAKE = "POST /enrollment/internal/v1/index-imports";
    private static final String FILE_ID = "6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001";
    private static final String FIND = "GET /enrollment/internal/v1/index-imports/" + FILE_ID;
    private static final String IMPORTS = "/v1/admin/applications/{id}/index/imports";
    private static final byte[] OPENING = IndexFileFormat.opening("{\"file\":\"x\"}".getBytes(StandardCharsets.UTF_8));

    @Inject
    ContextVerifier contexts;

    private App app;

    @BeforeEach
    void anApplication() {
        app = application();
        takesFrom(0);
    }

    @Test
    void partsAreCutAndPassedOn() {
        Response answer = send(file(250, 100));

        answer.then().statusCode(200).body("state", equalTo("complete")).body("next", equalTo(251));
        List<IndexFileBatch> batches = batches();
        // First of all the question how far it is. Breaks when a part is lost, or one batch is all that there is.
        assertThat(batches).extracting(batch -> batch.parts().size()).containsExactly(0, 100, 100, 51);
        assertThat(batches).extracting(IndexFileBatch::first).containsExactly(0L, 0L, 100L, 200L);
        assertThat(batches.get(1).parts().get(5)).isEqualTo(part(IndexFileFormat.TEMPLATE, 5, 100));
        assertThat(batches.getLast().parts().getLast()[0]).isEqualTo(IndexFileFormat.END);
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.key()).isEqualTo("mien_ik_x");
            assertThat(batch.termsVersion()).isEqualTo("1");
            assertThat(batch.basis()).isEqualTo("moved from our old installation");
            assertThat(batch.opening()).isEqualTo(OPENING);
        });
    }

    @Test
    void eachBatchIsVouchedForByItself() {
        send(file(150, 100));

        // Breaks when one word is used for all of them: it is believed for half a minute.
        assertThat(downstream.received(TAKE))
                .allSatisfy(one -> assertThat(contexts.require(one.header("Mien-context"), Operation.MANAGE, one.body())
                                .application())
                        .hasToString(app.id()));
    }

    @Test
    void theSameFileGoesOnWhereItStopped() {
        takesFrom(120);

        send(file(150, 100)).then().statusCode(200).body("next", equalTo(151));

        // Breaks when parts are sent again that have been dealt with, or one of them is passed over.
        assertThat(batches()).extracting(IndexFileBatch::first).containsExactly(0L, 120L);
        assertThat(batches().getLast().parts().getFirst()).isEqualTo(part(IndexFileFormat.TEMPLATE, 120, 100));
    }

    @Test
    void whatWasImportedIsNotSentAgain() {
        downstream.on(TAKE, Answer.json(200, told("COMPLETE", 151)));

        send(file(150, 100)).then().statusCode(200).body("state", equalTo("complete"));

        assertThat(batches()).hasSize(1);
    }

    @Test
    void whatArrivesOfABrokenFileCountsAndTheRestIsAskedFor() {
        byte[] whole = file(150, 100);

        // Breaks when parts that have come are dropped because a later one has not.
        send(Arrays.copyOf(whole, whole.length - 300))
                .then()
                .statusCode(400)
                .body("detail", containsString("ends early"));
        assertThat(batches()).extracting(batch -> batch.parts().size()).containsExactly(0, 100, 48);
    }

    @Test
    void whatFollowsTheEndIsRefused() {
        byte[] whole = file(3, 100);

        send(Arrays.copyOf(whole, whole.length + 1))
                .then()
                .statusCode(400)
                .body("detail", containsString("follows the file's end"));
    }

    @Test
    void whatIsNoIndexFileIsRefusedByItself() {
        send("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .then()
                .statusCode(400)
                .body("detail", containsString("no index file"));
        byte[] newer = file(1, 100);
        newer[9] = 9;
        send(newer).then().statusCode(400).body("detail", containsString("format version 9"));
        assertThat(batches()).isEmpty();
    }

    @Test
    void aFileMayBeLargerThanEveryOtherBody() throws Exception {
        byte[] large = file(2_200, IndexFileFormat.SEALED_BYTES_MAX);
        assertThat(large.length).isGreaterThan(Bounds.BODY_BYTES);

        // Breaks when Quarkus's own limit still holds, whether the length is declared or not.
        assertThat(upload(HttpRequest.BodyPublishers.ofByteArray(large)).statusCode())
                .isEqualTo(200);
        assertThat(batches())
                .hasSizeGreaterThan(30)
                .allSatisfy(batch -> assertThat(batch.parts().stream()
                                .mapToInt(part -> part.length)
                                .sum())
                        .isLessThanOrEqualTo(IndexImportAdministration.BATCH_BYTES + (16 << 10)));
        downstream.reset();
        takesFrom(0);
        assertThat(upload(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void beyondItsOwnLimitAFileIsNotLookedAt() throws Exception {
        // Declared, and not sent. Breaks when a file may be as large as anybody likes.
        try (java.net.Socket owner = new java.net.Socket(gateway.getHost(), gateway.getPort())) {
            owner.getOutputStream()
                    .write(("POST " + IMPORTS.replace("{id}", app.id())
                                    + "?termsVersion=1&basis=x HTTP/1.1\r\nHost: x\r\n" + "Content-Length: "
                                    + (1L << 40) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(owner.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void whoIsBusyIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        downstream.on(
                TAKE,
                request -> asked.incrementAndGet() == 2
                        ? Answer.problem(Code.PROCESSING_ERR, 503).with("Retry-After", "0")
                        : answer(request, 0));

        // Breaks when one pause of another service ends an import of hours.
        send(file(3, 100)).then().statusCode(200);
        assertThat(asked).hasValue(3);
    }

    @Test
    void oneFileOfAnApplicationComesInAtATime() {
        AtomicInteger meanwhile = new AtomicInteger();
        AtomicInteger elsewhere = new AtomicInteger();
        App other = application();
        downstream.on(TAKE, request -> {
            if (meanwhile.compareAndSet(0, 1)) {
                meanwhile.set(send(file(3, 100)).statusCode());
                elsewhere.set(send(other, file(3, 100)).statusCode());
            }
            return answer(request, 0);
        });

        // Breaks when one application may have all the room there is, as long as its files last.
        send(file(3, 100)).then().statusCode(200);
        assertThat(meanwhile).hasValue(503);
        assertThat(elsewhere).hasValue(200);
        send(file(3, 100)).then().statusCode(200);
    }

    @Test
    void noMoreFilesComeInThanThereIsRoomFor() {
        App second = application();
        App third = application();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger beside = new AtomicInteger();
        AtomicInteger beyond = new AtomicInteger();
        downstream.on(TAKE, request -> {
            switch (begun.incrementAndGet()) {
                case 1 -> beside.set(send(second, file(3, 100)).statusCode());
                case 2 -> beyond.set(send(third, file(3, 100)).statusCode());
                default -> {}
            }
            return answer(request, 0);
        });

        // Breaks when as many files come in as there are applications: each holds a batch, and keeps two services busy.
        send(file(3, 100)).then().statusCode(200);
        assertThat(beside).hasValue(200);
        assertThat(beyond).hasValue(503);
        send(third, file(3, 100)).then().statusCode(200);
    }

    @Test
    void aRefusalEndsIt() {
        downstream.on(
                TAKE,
                request -> IndexFileBatch.read(request.body()).parts().isEmpty()
                        ? answer(request, 0)
                        : Answer.problem(Code.CONFLICT));

        send(file(250, 100)).then().statusCode(409);
        assertThat(batches()).hasSize(2);
    }

    @Test
    void keyTermsAndBasisAreAskedFor() {
        for (String missing : List.of("key", "termsVersion", "basis")) {
            var request = asOwner(app.organization()).contentType(IndexFileFormat.MEDIA_TYPE);
            if (!missing.equals("key")) {
                request.header("Mien-Index-Key", "mien_ik_x");
            }
            if (!missing.equals("termsVersion")) {
                request.queryParam("termsVersion", "1");
            }
            if (!missing.equals("basis")) {
                request.queryParam("basis", "x");
            }
            request.body(file(1, 100)).post(IMPORTS, app.id()).then().statusCode(400);
        }
        assertThat(batches()).isEmpty();
    }

    @Test
    void nobodyButTheOwnerImportsOrLooks() {
        App theirs = application();
        downstream.on(FIND, Answer.json(200, told("RUNNING", 7)));

        asOwner(app.organization())
                .get(IMPORTS + "/" + FILE_ID, app.id())
                .then()
                .statusCode(200)
                .body("next", equalTo(7));
        asOwner(app.organization())
                .get(IMPORTS + "/" + FILE_ID, theirs.id())
                .then()
                .statusCode(404);
        asOwner(app.organization()).get(IMPORTS + "/x", app.id()).then().statusCode(404);
        for (String role : List.of("operator", "auditor", "privacy")) {
            as(app.organization(), role)
                    .get(IMPORTS + "/" + FILE_ID, app.id())
                    .then()
                    .statusCode(403);
            as(app.organization(), role)
                    .contentType(IndexFileFormat.MEDIA_TYPE)
                    .body(file(1, 100))
                    .post(IMPORTS, app.id())
                    .then()
                    .statusCode(403);
        }
        asOwner(theirs.organization())
                .contentType(IndexFileFormat.MEDIA_TYPE)
                .header("Mien-Index-Key", "mien_ik_x")
                .queryParam("termsVersion", "1")
                .queryParam("basis", "x")
                .body(file(1, 100))
                .post(IMPORTS, app.id())
                .then()
                .statusCode(404);
        assertThat(batches()).isEmpty();
    }

    private Response send(byte[] file) {
        return send(app, file);
    }

    private Response send(App into, byte[] file) {
        return asOwner(into.organization())
                .contentType(IndexFileFormat.MEDIA_TYPE)
                .header("Mien-Index-Key", "mien_ik_x")
                .queryParam("termsVersion", "1")
                .queryParam("basis", "moved from our old installation")
                .body(file)
                .post(IMPORTS, into.id());
    }

    private HttpResponse<String> upload(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        URI uri = gateway.resolve(IMPORTS.replace("{id}", app.id()) + "?termsVersion=1&basis=x");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .header(
                                    "Authorization",
                                    "Bearer " + TestOidc.tokenOfPerson("ada", app.organization(), "owner"))
                            .header("Content-Type", IndexFileFormat.MEDIA_TYPE)
                            .header("Mien-Index-Key", "mien_ik_x")
                            .version(HttpClient.Version.HTTP_1_1)
                            .POST(body)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Takes every part from there on. */
    private void takesFrom(long next) {
        downstream.on(TAKE, request -> answer(request, next));
    }

    private static Answer answer(Received request, long next) {
        IndexFileBatch batch = IndexFileBatch.read(request.body());
        boolean ended = !batch.parts().isEmpty() && batch.parts().getLast()[0] == IndexFileFormat.END;
        long then =
                batch.parts().isEmpty() ? next : batch.first() + batch.parts().size();
        return Answer.json(200, told(ended ? "COMPLETE" : "RUNNING", then));
    }

    private static String told(String state, long next) {
        return """
                {"file":"%s","state":"%s","next":%d,"imported":0,"known":0,"erased":0,"duplicates":0,"taken":0,
                 "startedAt":"2026-01-01T00:00:00Z","changedAt":"2026-01-01T00:00:00Z"}""".formatted(UUID.fromString(FILE_ID), state, next);
    }

    private List<IndexFileBatch> batches() {
        return downstream.received(TAKE).stream()
                .map(one -> IndexFileBatch.read(one.body()))
                .toList();
    }

    private static byte[] file(int templates, int sealed) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(OPENING);
        for (int at = 0; at < templates; at++) {
            file.writeBytes(part(IndexFileFormat.TEMPLATE, at, sealed));
        }
        file.writeBytes(part(IndexFileFormat.END, templates, 100));
        return file.toByteArray();
    }

    private static byte[] part(byte kind, int at, int sealed) {
        return ByteBuffer.allocate(5 + sealed)
                .put(kind)
                .putInt(sealed)
                .putInt(at)
                .array();
    }
}
