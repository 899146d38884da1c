package dev.mien.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The filter alone, on a server that is as impatient as a test needs it. */
@Timeout(60)
class PatienceTest {
    private static final int SIZE = 1_000;
    private final UploadRoom room = new UploadRoom(SIZE);
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private volatile Duration patience = Duration.ofMillis(200);

    @BeforeEach
    void start() {
        Router router = Router.router(vertx);
        router.route().handler(routing -> {
            new UploadFilter(room, routing, new Held(), patience).filter(null);
            // Answered only after the filter's timer, which was set before this one, has gone off.
            routing.request()
                    .body()
                    .onSuccess(_ -> vertx.setTimer(
                            patience.toMillis() + 1, _ -> routing.response().end("read")));
        });
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    // Fails when a body is waited for without end: whoever sends it drop by drop would keep the room.
    @Test
    void whoDoesNotFinishIsHungUpOn() throws IOException {
        try (Socket browser = new Socket("127.0.0.1", server.actualPort())) {
            browser.setSoTimeout(30_000);
            send(browser, "POST / HTTP/1.1\r\nHost: m\r\nContent-Length: 10\r\n\r\n12345");

            assertThat(browser.getInputStream().readAllBytes()).isEmpty();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> room.free() == SIZE);
    }

    // Fails when giving up does not look whether everything has arrived: a slow service is not the visitor's fault.
    @Test
    void whoHasFinishedIsNotHungUpOn() throws IOException {
        patience = Duration.ofMillis(1);
        try (Socket browser = new Socket("127.0.0.1", server.actualPort())) {
            browser.setSoTimeout(30_000);
            send(browser, "POST / HTTP/1.1\r\nHost: m\r\nConnection: close\r\nContent-Length: 5\r\n\r\n12345");

            assertThat(new String(browser.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void withoutABodyNothingIsTaken() throws IOException {
        room.take(SIZE);
        try (Socket browser = new Socket("127.0.0.1", server.actualPort())) {
            browser.setSoTimeout(30_000);
            send(browser, "GET / HTTP/1.1\r\nHost: m\r\nConnection: close\r\n\r\n");

            assertThat(new String(browser.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    private static void send(Socket browser, String text) throws IOException {
        browser.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        browser.getOutputStream().flush();
    }
}
