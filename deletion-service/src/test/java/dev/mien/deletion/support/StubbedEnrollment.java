package dev.mien.deletion.support;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Steers the {@link EnrollmentStub}. */
public final class StubbedEnrollment {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private StubbedEnrollment() {}

    /** It ends lives. */
    public static void works() {
        mode("ok");
    }

    /** It accepts the call, and answers nothing. */
    public static void hangs() {
        mode("hang");
    }

    /** It answers with that status, and no problem. */
    public static void answers(int status) {
        mode(Integer.toString(status));
    }

    /** The ends of life that it was told since its behaviour was last set. */
    public static List<JsonNode> told() {
        String json = send("/stub/told", BodyPublishers.noBody(), "GET");
        try {
            return JSON.readValue(json, new TypeReference<List<String>>() {}).stream()
                    .map(StubbedEnrollment::parse)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void mode(String mode) {
        send("/stub/mode", BodyPublishers.ofString(mode), "POST");
    }

    private static String send(String path, HttpRequest.BodyPublisher body, String method) {
        URI uri = URI.create(System.getProperty(EnrollmentStub.PROPERTY) + path);
        try {
            return CLIENT.send(HttpRequest.newBuilder(uri).method(method, body).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
