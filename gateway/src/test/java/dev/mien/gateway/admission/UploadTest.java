package dev.mien.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.platform.multipart.Bounds;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much a browser may send, and how many of them at once (O4). */
@Timeout(90)
@QuarkusTest
class UploadTest extends GatewayTest {
    private static final String MULTIPART = "multipart/form-data; boundary=mien-boundary";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    UploadRoom room;

    private long all;
    private String token;

    @BeforeEach
    void session() {
        await().atMost(PATIENCE).until(() -> room.free() >= Bounds.BODY_BYTES);
        all = room.free();
        token = session(application(), "enroll");
        downstream.on(ENROLL, enrolled());
    }

    @AfterEach
    void nothingIsLeftTaken() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(room.free()).isEqualTo(all));
    }

    // Fails when a browser's body is read though there is no room for it, or the refusal uses the session up.
    @Test
    void whenTheRoomIsTakenTheNextOneIsAskedToComeAgain() {
        assertThat(room.take(all)).isTrue();

        operation(token, "a face")
                .post("/v1/enrollments")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"))
                .header("Access-Control-Allow-Origin", equalTo(ORIGIN))
                .body("code", equalTo("PROCESSING_ERR"));

        room.give(all);
        assertThat(downstream.received(ENROLL)).isEmpty();
        operation(token, "a face").post("/v1/enrollments").then().statusCode(201);
    }

    // Fails when a backend's pictures are read past the room that browsers are held to.
    @Test
    void aBackendsPicturesNeedRoomOfTheSameRoom() {
        String key = key(application());
        assertThat(room.take(all)).isTrue();

        withKey(key)
                .header("Content-Type", MULTIPART)
                .body(multipart("a face", "mien-boundary"))
                .post("/v1/face-comparisons")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"));

        room.give(all);
        withKey(key)
                .header("Content-Type", MULTIPART)
                .body(multipart("a face", "mien-boundary"))
                .post("/v1/face-comparisons")
                .then()
                .statusCode(400);
    }

    // Fails when room is not given back after an answer, whichever: the gateway would fill up with nothing.
    @Test
    void everyAnswerGivesItsRoomBack() {
        operation(token, "a face").post("/v1/enrollments").then().statusCode(201);
        operation(token, "another face").post("/v1/enrollments").then().statusCode(401);
        operation("mien_st_nobody", "a face").post("/v1/enrollments").then().statusCode(401);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(room.free()).isEqualTo(all));
    }

    // Fails when only an answer gives room back: whoever hangs up half way would keep it.
    @Test
    void whoHangsUpGivesItsRoomBack() throws IOException {
        int length = 1_000_000;
        try (Socket browser = connect()) {
            send(browser, head(MULTIPART, "Content-Length: " + length) + "--mien-boundary\r\n");
            await().atMost(PATIENCE).until(() -> room.free() == all - length);
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(room.free()).isEqualTo(all));
    }

    // A stream may turn out to be the largest body that is allowed. Fails when what declares no length takes no room.
    @Test
    void aStreamTakesRoomForTheLargestBody() throws IOException {
        try (Socket browser = connect()) {
            send(browser, head(MULTIPART, "Transfer-Encoding: chunked") + "5\r\n--mie\r\n");

            await().atMost(PATIENCE).until(() -> room.free() == all - Bounds.BODY_BYTES);
        }
    }

    @Test
    void framesMayComeAsAStream() throws IOException {
        String body = new String(multipart("a face", "mien-boundary"), StandardCharsets.ISO_8859_1);
        String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";

        String answer = exchange(head(MULTIPART, "Transfer-Encoding: chunked\r\nConnection: close") + chunk);

        assertThat(answer).startsWith("HTTP/1.1 201 ");
    }

    // Fails when frames are held to the limit of bodies without them; in whatever case their type is written.
    @Test
    void framesMayBeLarge() throws IOException {
        String large = "x".repeat(BodyLimit.JSON_BYTES + 1);
        String body = new String(multipart(large, "mien-boundary"), StandardCharsets.ISO_8859_1);

        String answer = exchange(head(
                        "Multipart/Form-Data; boundary=mien-boundary",
                        "Connection: close\r\nContent-Length: " + body.length())
                + body);

        assertThat(answer).startsWith("HTTP/1.1 201 ");
    }

    // Fails when frames have no limit, or one that is looked at only once they are here.
    @Test
    void framesHaveALimitThatIsLookedAtFirst() throws IOException {
        String answer = exchange(head(MULTIPART, "Content-Length: " + (Bounds.BODY_BYTES + 1)));

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("at most " + Bounds.BODY_BYTES + " bytes");
    }

    // Fails when a length that is no number counts as none.
    @Test
    void aLengthThatIsNoNumberIsNoLength() throws IOException {
        String answer = exchange(head(MULTIPART, "Content-Length: 99999999999999999999"));

        assertThat(answer).containsPattern("^HTTP/1.1 4(00|13) ");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private String head(String type, String length) {
        return "POST /v1/enrollments HTTP/1.1\r\nHost: mien.example\r\nOrigin: " + ORIGIN + "\r\nAuthorization: Bearer "
                + token + "\r\nContent-Type: " + type + "\r\n" + length + "\r\n\r\n";
    }

    private static void send(Socket browser, String text) throws IOException {
        OutputStream out = browser.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private String exchange(String request) throws IOException {
        try (Socket browser = connect()) {
            send(browser, request);
            return new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
