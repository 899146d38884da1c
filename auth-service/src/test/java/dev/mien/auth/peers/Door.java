package dev.mien.auth.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.context.ContextSigner;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.testing.keys.KeysResource;
import dev.mien.testing.oidc.TestOidc;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Speaks to the service under test as the gateway does. */
@Singleton
public class Door {
    private static final String AUTHENTICATIONS = "/internal/v1/authentications";
    private static final String REDEMPTIONS = "/internal/v1/result-tokens/redemptions";
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json;
    private final ServiceClock clock;

    Door(ObjectMapper json, ServiceClock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** An answer: its status, its headers' media type and its body. */
    public record Reply(int status, String mediaType, String retryAfter, String text, JsonNode body) {
        public String code() {
            return body.path("code").asText(null);
        }

        public String token() {
            return body.path("resultToken").asText(null);
        }
    }

    /** One browser's visit. */
    public record Visit(
            ApplicationId application, SessionId session, Liveness liveness, boolean learning, String movingTo) {
        public static Visit of(ApplicationId application) {
            return new Visit(application, new SessionId(UUID.randomUUID()), Liveness.NONE, false, null);
        }

        public Visit asking(Liveness asked) {
            return new Visit(application, session, asked, learning, movingTo);
        }

        /** Under a policy by which templates learn. */
        public Visit learningTemplates() {
            return new Visit(application, session, liveness, true, movingTo);
        }

        /** Under a policy by which people move to that model profile. */
        public Visit movingPeopleTo(String profile) {
            return new Visit(application, session, liveness, learning, profile);
        }
    }

    /** Sends a frame, and {@code request} as JSON. */
    public Reply authenticate(Visit visit, String frame, String request) {
        byte[] body = multipart(List.of(frame), request, UUID.randomUUID().toString());
        return authenticate(visit, body);
    }

    /** Sends a frame. */
    public Reply authenticate(Visit visit, String frame) {
        return authenticate(visit, frame, "{}");
    }

    /** Sends a body that {@link #multipart} has made. */
    public Reply authenticate(Visit visit, byte[] body) {
        return post(AUTHENTICATIONS, contentType(body), body, context(visit, Operation.AUTHENTICATE, body), gateway());
    }

    public Reply redeem(ApplicationId application, String token) {
        byte[] body = "{\"resultToken\":\"%s\"}".formatted(token).getBytes(StandardCharsets.UTF_8);
        String context = context(Visit.of(application), Operation.MANAGE, body);
        return post(REDEMPTIONS, "application/json", body, context, gateway());
    }

    public Reply post(String path, String contentType, byte[] body, String context, String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (context != null) {
            request.header(Headers.CONTEXT, context);
        }
        return send(request, bearer);
    }

    public Reply get(String path, String bearer) {
        return send(HttpRequest.newBuilder(uri(path)).GET(), bearer);
    }

    private Reply send(HttpRequest.Builder request, String bearer) {
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String type = response.headers().firstValue("Content-Type").orElse("");
            String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
            return new Reply(response.statusCode(), type, retryAfter, response.body(), json.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError("no answer from the service under test", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The gateway's word for a request, as of the service's own clock. */
    public String context(Visit visit, Operation operation, byte[] body) {
        Instant now = clock.instant();
        Policy policy = new Policy(
                1,
                List.of(),
                List.of(),
                visit.liveness(),
                true,
                0.001,
                PayloadSource.BACKEND,
                "1",
                1,
                3,
                false,
                null,
                365,
                "standard",
                Engine.ONNX,
                visit.learning(),
                visit.movingTo(),
                false);
        return signer().sign(new RequestContext(
                UUID.randomUUID(),
                visit.application(),
                operation,
                operation == Operation.MANAGE ? null : visit.session(),
                List.of(),
                "CH",
                "192.0.2.0/24",
                policy,
                ContextVerifier.digest(body),
                now,
                now.plus(Duration.ofSeconds(30))));
    }

    public static String gateway() {
        return TestOidc.tokenOfService(Services.GATEWAY, Services.AUTH);
    }

    /** A form with these frames; the boundary differs from call to call, as a browser's does. */
    public static byte[] multipart(List<String> frames, String request, String boundary) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (String frame : frames) {
            part(form, boundary, "name=\"frame\"; filename=\"f.jpg\"\r\nContent-Type: image/jpeg", frame);
        }
        part(form, boundary, "name=\"request\"\r\nContent-Type: application/json", request);
        form.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    public static String contentType(byte[] body) {
        String first =
                new String(body, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
        return "multipart/form-data; boundary=" + first.substring(2);
    }

    private static void part(ByteArrayOutputStream form, String boundary, String disposition, String content) {
        form.writeBytes("--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n"
                .formatted(boundary, disposition, content)
                .getBytes(StandardCharsets.UTF_8));
    }

    private static URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", int.class) + path);
    }

    private ContextSigner signer() {
        try {
            return new ContextSigner(
                    JWK.parse(Files.readString(KeysResource.ring().requestContextKey())), json);
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
