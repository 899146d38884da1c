package dev.mien.stack.service;

import dev.mien.stack.supervise.Guarded;
import dev.mien.stack.supervise.Pause;
import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a readiness check. */
public final class Readiness {
    private static final Duration ONE_ANSWER = Duration.ofSeconds(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

    private Readiness() {}

    static void await(Guarded process, String url, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        try (var client = client()) {
            while (!answers(client, url)) {
                if (!process.isAlive()) {
                    throw new StackFailure(process.name() + " ended while it was starting (exit code "
                            + process.awaitExit() + ").\n" + process.logTail());
                }
                if (System.nanoTime() > deadline) {
                    throw new StackFailure(process.name() + " was not ready within " + within.toSeconds() + " s.\n"
                            + process.logTail());
                }
                Pause.of(BETWEEN_LOOKS);
            }
        }
    }

    /** One look: whether the address answers 200 within {@code 3 s}. */
    public static boolean answers(String url) {
        try (var client = client()) {
            return answers(client, url);
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ONE_ANSWER)
                .build();
    }

    private static boolean answers(HttpClient client, String url) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(ONE_ANSWER).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }
}
