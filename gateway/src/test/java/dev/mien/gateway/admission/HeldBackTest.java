package dev.mien.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.Code;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.platform.multipart.Bounds;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A body that is held back, while what was read at its head changes. */
@Timeout(90)
@QuarkusTest
class HeldBackTest extends GatewayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BODY = multipart("a recording", "mien-boundary");

    @Inject
    UploadRoom room;

    private App app;
    private String token;
    private long all;

    @BeforeEach
    void open() {
        await().atMost(PATIENCE).until(() -> room.free() >= Bounds.BODY_BYTES);
        all = room.free();
        app = application();
        token = session(app, "enroll");
    }

    // Fails when begin does not compare how often the session was mended: the challenge that suits a recording could be
    // had three times more, by requests that were begun under it.
    @Test
    void aNewChallengeIsNotPassedByWhatWasBegunUnderTheOldOne() throws IOException {
        downstream.on(ENROLL, Answer.problem(Code.POOR_QUALITY));

        String answer = heldBackWhile(() -> operation(token, "first").post("/v1/enrollments"));

        assertThat(answer).startsWith("HTTP/1.1 401 ").contains("SESSION_EXPIRED");
        assertThat(downstream.received(ENROLL)).hasSize(1);
        assertThat(operation(token, "second").post("/v1/enrollments").statusCode())
                .isEqualTo(Code.POOR_QUALITY.status());
    }

    // Fails when begin does not compare the application's revision: an application that is paused, or asks for more,
    // would let in on its old terms whoever sends slowly.
    @Test
    void anApplicationThatWasPausedMeanwhileLetsNobodyIn() throws IOException {
        downstream.on(ENROLL, enrolled());

        String answer = heldBackWhile(() -> setState(app, "paused"));

        assertThat(answer).startsWith("HTTP/1.1 401 ").contains("SESSION_EXPIRED", "its application was changed");
        assertThat(downstream.received(ENROLL)).isEmpty();
    }

    private String heldBackWhile(Runnable change) throws IOException {
        try (Socket browser = new Socket(gateway.getHost(), gateway.getPort())) {
            browser.setSoTimeout((int) PATIENCE.toMillis());
            String head = "POST /v1/enrollments HTTP/1.1\r\nHost: mien.example\r\nOrigin: " + ORIGIN
                    + "\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: multipart/form-data; boundary=mien-boundary\r\nConnection: close\r\n"
                    + "Content-Length: " + BODY.length + "\r\n\r\n";
            browser.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            browser.getOutputStream().flush();
            await().atMost(PATIENCE).until(() -> room.free() == all - BODY.length);
            change.run();
            browser.getOutputStream().write(BODY);
            browser.getOutputStream().flush();
            return new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
