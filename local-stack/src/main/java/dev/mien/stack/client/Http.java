package dev.mien.stack.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends one request and waits for its answer, at most half a minute. */
public final class Http implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    public static HttpRequest.Builder to(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER_WITHIN);
    }

    public Answer send(HttpRequest request) throws Unexpected {
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), parsed(answer.body()));
        } catch (IOException e) {
            throw new Unexpected(request.method() + " " + request.uri() + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("interrupted", e);
        }
    }

    private JsonNode parsed(String body) {
        try {
            var node = json.readTree(body);
            return node == null || node.isMissingNode() ? JsonNodeFactory.instance.objectNode() : node;
        } catch (JacksonException _) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
