package dev.mien.enrollment.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.imports.NewLine;
import dev.mien.platform.context.ContextSigner;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.multipart.FrameList;
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

/** Speaks to the service under test as its callers do. */
@Singleton
public class Door {
    private static final byte[] NOTHING = new byte[0];
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json;
    private final ServiceClock clock;

    Door(ObjectMapper json, ServiceClock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** As the gateway: the visit's parts, under a boundary and a context of their own. */
    public Reply enroll(Visit visit) {
        String boundary = UUID.randomUUID().toString();
        byte[] body = multipart(visit, boundary);
        return enroll(boundary, body, context(visit, Operation.ENROLL, body));
    }

    /** The same, with a context that the test has chosen. */
    public Reply enroll(String boundary, byte[] body, String context) {
        return send(
                "POST",
                "/internal/v1/enrollments",
                "multipart/form-data; boundary=" + boundary,
                body,
                context,
                Services.GATEWAY);
    }

    /** As the gateway for a backend. */
    public Reply manage(ApplicationId application, String method, String path, String body) {
        byte[] bytes = body == null ? NOTHING : body.getBytes(StandardCharsets.UTF_8);
        String context = context(Visit.to(application), Operation.MANAGE, bytes);
        return send(method, "/internal/v1" + path, "application/json", bytes, context, Services.GATEWAY);
    }

    /** As the gateway for a backend that has an explicit consent to the current terms. */
    public Reply openImport(Visit visit, String legalBasis) {
        String body = "{\"legalBasis\":\"%s\",\"reference\":\"forms of 2026\",\"termsVersion\":\"%s\"}"
                .formatted(legalBasis, PolicyDraft.TERMS);
        return backend(visit, "POST", "/imports", body);
    }

    /** As the gateway for a backend, under the visit's policy. */
    public Reply backend(Visit visit, String method, String path, String body) {
        byte[] bytes = body == null ? NOTHING : body.getBytes(StandardCharsets.UTF_8);
        String context = context(visit, Operation.MANAGE, bytes);
        return send(method, "/internal/v1" + path, "application/json", bytes, context, Services.GATEWAY);
    }

    /** @param payload JSON text; null for none */
    public Reply line(Visit visit, String importId, String key, String payload, String face) {
        byte[] body = FrameList.write(List.of(
                Frame.owning(written(new NewLine(key, payload))), Frame.owning(face.getBytes(StandardCharsets.UTF_8))));
        String context = context(visit, Operation.IMPORT, body);
        String path = "/internal/v1/imports/" + importId + "/lines";
        return send("POST", path, FrameList.MEDIA_TYPE, body, context, Services.GATEWAY);
    }

    private byte[] written(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public Reply setState(ApplicationId application, FacialId facialId, String state) {
        return manage(application, "PUT", "/profiles/" + facialId + "/state", "{\"state\":\"" + state + "\"}");
    }

    public Reply redeem(ApplicationId application, String token) {
        return manage(application, "POST", "/result-tokens/redemptions", "{\"resultToken\":\"" + token + "\"}");
    }

    /** As auth-service, within a browser's request. */
    public Reply authenticating(ApplicationId application, String path, String body) {
        byte[] bytes = body == null ? NOTHING : body.getBytes(StandardCharsets.UTF_8);
        String context = context(Visit.to(application), Operation.AUTHENTICATE, bytes);
        return send("POST", "/internal/v1" + path, "application/json", bytes, context, Services.AUTH);
    }

    /** As auth-service, after an authentication under the visit's policy. */
    public Reply learn(Visit visit, FacialId facialId, String sealedProbe) {
        byte[] bytes = ("{\"sealedProbe\":\"" + sealedProbe + "\"}").getBytes(StandardCharsets.UTF_8);
        String context = context(visit, Operation.AUTHENTICATE, bytes);
        String path = "/internal/v1/profiles/" + facialId + "/occasions";
        return send("POST", path, "application/json", bytes, context, Services.AUTH);
    }

    /** As the gateway for a backend: the visit's frames, and a request where it is not empty. */
    public Reply addOccasion(Visit visit, FacialId facialId) {
        String boundary = UUID.randomUUID().toString();
        byte[] body = multipart(visit, boundary);
        return send(
                "POST",
                "/internal/v1/profiles/" + facialId + "/templates",
                "multipart/form-data; boundary=" + boundary,
                body,
                context(visit, Operation.MANAGE, body),
                Services.GATEWAY);
    }

    public Reply confirm(ApplicationId application, FacialId facialId) {
        return authenticating(application, "/profiles/" + facialId + "/confirmations", null);
    }

    /** As deletion-service. */
    public Reply end(ApplicationId application, FacialId facialId, long number) {
        return end("{\"number\":%d,\"applicationId\":\"%s\",\"facialId\":\"%s\"}"
                .formatted(number, application, facialId));
    }

    /** The same, with a body that the test has chosen. */
    public Reply end(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send("POST", "/internal/v1/ends-of-life", "application/json", bytes, null, Services.DELETION);
    }

    /** @return the status of the readiness probe */
    public int health() {
        return ask("GET", "/q/health/ready", "application/json", NOTHING, null, null)
                .status();
    }

    /** @param caller whose token goes with it */
    public Reply send(String method, String path, String contentType, byte[] body, String context, String caller) {
        return ask(method, path, contentType, body, context, TestOidc.tokenOfService(caller, Services.ENROLLMENT));
    }

    /** @param bearer the token; null for none */
    public Reply ask(String method, String path, String contentType, byte[] body, String context, String bearer) {
        URI uri = URI.create("http://127.0.0.1:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (context != null) {
            request.header(Headers.CONTEXT, context);
        }
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            JsonNode parsed = json.readTree(response.body());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").orElse(null),
                    response.body(),
                    parsed);
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
        SessionId session = operation == Operation.MANAGE ? null : visit.session();
        return signer().sign(new RequestContext(
                UUID.randomUUID(),
                visit.application(),
                operation,
                session,
                List.of(),
                "CH",
                "192.0.2.0/24",
                visit.policy().policy(),
                ContextVerifier.digest(body),
                now,
                now.plus(Duration.ofSeconds(30))));
    }

    /** A form as a browser sends it. */
    public static byte[] multipart(Visit visit, String boundary) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (String frame : visit.frames()) {
            form.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"frame\";"
                            + " filename=\"f.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + frame + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        if (visit.request() != null) {
            form.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n"
                            + visit.request() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        form.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    private ContextSigner signer() {
        try {
            String key = Files.readString(KeysResource.ring().requestContextKey());
            return new ContextSigner(JWK.parse(key), json);
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
