package dev.mien.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.platform.multipart.Bounds;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers who hang up while a service behind the gateway still works for them. */
@Timeout(90)
@QuarkusTest
class HangUpTest extends GatewayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OPEN = "POST /enrollment/internal/v1/imports";
    private static final byte[] BODY = multipart("a face", "mien-boundary");

    @Inject
    UploadRoom room;

    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private long all;

    @BeforeEach
    void whole() {
        await().atMost(PATIENCE).until(() -> room.free() >= Bounds.BODY_BYTES);
        all = room.free();
    }

    // Fails when hanging up gives the room back at once: the body is still in memory, and whoever hangs up often enough
    // fills it without ever being told to come again.
    @Test
    void whatIsWorkedOnKeepsItsRoom() throws IOException {
        String token = session(application(), "enroll");
        downstream.on(ENROLL, request -> slowly(enrolled()));

        try (Socket browser = connect()) {
            send(
                    browser,
                    "POST /v1/enrollments HTTP/1.1\r\nHost: mien.example\r\nOrigin: " + ORIGIN
                            + "\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: multipart/form-data; boundary=mien-boundary\r\nContent-Length: "
                            + BODY.length + "\r\n\r\n" + new String(BODY, StandardCharsets.ISO_8859_1));
            await().atMost(PATIENCE).until(() -> downstream.received(ENROLL).size() == 1);
        }
        hangUpIsNoticed();

        assertThat(room.free()).isEqualTo(all - BODY.length);
        mayAnswer.countDown();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(room.free()).isEqualTo(all));
    }

    // Fails when the answer is noted only when it is written: the one who was cut off is the one who asks again, and
    // would hear for two minutes that the call is being answered, and then that nobody knows.
    @Test
    void whoWasCutOffHearsTheFirstAnswerWhenAskingAgain() throws IOException {
        String key = key(application("\"imports\":true"));
        String once = UUID.randomUUID().toString();
        String wanted = "{\"legalBasis\":{\"article\":\"9(2)(a)\",\"reference\":\"forms\"},\"termsVersion\":\"1\"}";
        downstream.on(OPEN, request -> slowly(Answer.json(201, job())));
        try (Socket backend = connect()) {
            send(
                    backend,
                    "POST /v1/enrollments/imports HTTP/1.1\r\nHost: mien.example\r\nAuthorization: Bearer " + key
                            + "\r\nIdempotency-Key: " + once + "\r\nContent-Type: application/json\r\nContent-Length: "
                            + wanted.length() + "\r\n\r\n" + wanted);
            await().atMost(PATIENCE).until(() -> downstream.received(OPEN).size() == 1);
        }
        hangUpIsNoticed();

        mayAnswer.countDown();

        await().atMost(PATIENCE).untilAsserted(() -> {
            Response again = withKey(key)
                    .header("Idempotency-Key", once)
                    .contentType("application/json")
                    .body(wanted)
                    .post("/v1/enrollments/imports");
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        });
        assertThat(downstream.received(OPEN)).hasSize(1);
    }

    private static String job() {
        return """
                {"id":"%s","state":"OPEN","legalBasis":"EXPLICIT_CONSENT","reference":"forms","termsVersion":"1",
                 "expected":null,"openedAt":"2026-01-01T00:00:00Z","finishedAt":null,"expiresAt":"2026-01-31T00:00:00Z",
                 "counts":{"enrolled":0,"refused":0,"erased":0,"missing":0}}""".formatted(UUID.randomUUID());
    }

    private Answer slowly(Answer answer) {
        try {
            assertThat(mayAnswer.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return answer;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection that was closed is noticed by the thread that it belonged to; each of them has answered since. */
    private void hangUpIsNoticed() {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors() + 2; i++) {
            try (Socket other = connect()) {
                send(other, "GET /v1/keys HTTP/1.1\r\nHost: mien.example\r\nConnection: close\r\n\r\n");
                assertThat(other.getInputStream().readAllBytes()).isNotEmpty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
