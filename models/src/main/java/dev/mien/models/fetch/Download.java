package dev.mien.models.fetch;

import dev.mien.models.profile.Source;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Plain downloads. */
public final class Download {

    private static final Duration CONNECTING = Duration.ofSeconds(20);
    /** Until the answer begins, not until it ends. */
    private static final Duration ANSWERING = Duration.ofMinutes(1);

    private static final int OK = 200;

    /** @return the file, within the given folder; its hash is still to be checked */
    Path fetch(Source.Url source, Path into) throws Unavailable {
        HttpRequest request =
                HttpRequest.newBuilder(source.url()).timeout(ANSWERING).build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECTING)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<Path> response = client.send(request, BodyHandlers.ofFile(into.resolve(source.fileName())));
            if (response.statusCode() != OK) {
                throw unavailable(source, "the server answered " + response.statusCode(), null);
            }
            return response.body();
        } catch (IOException unreachable) {
            throw unavailable(source, "it cannot be reached", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable(source, "it was interrupted", interrupted);
        }
    }

    private static Unavailable unavailable(Source.Url source, String reason, Exception cause) {
        return new Unavailable("""
                %s could not be fetched: %s.
                Without network, put %s into the folder that %s names.\
                """.formatted(source.url(), reason, source.fileName(), Upstream.MIRROR), cause);
    }
}
