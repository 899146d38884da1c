package dev.mien.index.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWK;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.platform.context.ContextSigner;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.multipart.FrameList;
import dev.mien.testing.keys.KeysResource;
import dev.mien.testing.oidc.TestOidc;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Speaks to the service under test as enrollment- and auth-service do. */
@Singleton
public class Caller {
    public static final String TEMPLATES = "/internal/v1/templates";
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json;

    Caller(ObjectMapper json) {
        this.json = json;
    }

    /** An answer. */
    public record Reply(int status, JsonNode body) {
        public String code() {
            return body.path("code").asText(null);
        }
    }

    public static String probes(String purpose) {
        return "/internal/v1/probes?purpose=" + purpose;
    }

    public static String token(String service) {
        return TestOidc.tokenOfService(service, Services.INDEX);
    }

    /** Probes and stores, as enrollment-service does. @return the outcome */
    public String enroll(ApplicationId application, MadeUpFace face, FacialId facialId) {
        String context = context(application, Operation.ENROLL, Instant.now());
        Reply probe = send(probes("ENROLL"), FrameList.MEDIA_TYPE, frames(face), context, token(Services.ENROLLMENT));
        return send(TEMPLATES, "application/json", store(probe, facialId), context, token(Services.ENROLLMENT))
                .body()
                .path("outcome")
                .asText();
    }

    /** Probes as auth-service does. */
    public Reply recognize(ApplicationId application, MadeUpFace face) {
        return send(
                probes("RECOGNIZE"),
                FrameList.MEDIA_TYPE,
                frames(face),
                context(application, Operation.AUTHENTICATE, Instant.now()),
                token(Services.AUTH));
    }

    public static byte[] frames(MadeUpFace face) {
        try (Frame frame = face.frame()) {
            return FrameList.write(List.of(frame));
        }
    }

    public static byte[] store(Reply probe, FacialId facialId) {
        return """
                {"sealedProbe":"%s","facialId":"%s","duplicatesRefused":true,"threshold":%s,"ignore":[]}""".formatted(
                        probe.body().path("sealedProbe").asText(),
                        facialId,
                        probe.body().path("threshold").asDouble(PlannedFaces.THRESHOLD))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The gateway's word for a request that it let in at that moment, of a call that does not look at the body. */
    public String context(ApplicationId application, Operation operation, Instant at) {
        return contextOf(application, operation, at, "", Engine.ONNX);
    }

    /** As {@link #context}, for this very body. */
    public String context(ApplicationId application, Operation operation, Instant at, byte[] body) {
        return contextOf(application, operation, at, ContextVerifier.digest(body), Engine.ONNX);
    }

    /** As {@link #context}, for an application of another engine. */
    public String context(ApplicationId application, Operation operation, Engine engine) {
        return contextOf(application, operation, Instant.now(), "", engine);
    }

    private String contextOf(ApplicationId application, Operation operation, Instant at, String digest, Engine engine) {
        return signer().sign(new RequestContext(
                UUID.randomUUID(),
                application,
                operation,
                operation == Operation.MANAGE ? null : new SessionId(UUID.randomUUID()),
                List.of(),
                null,
                null,
                Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, engine),
                digest,
                at,
                at.plusSeconds(30)));
    }

    /** @param bearer null: sends none */
    public Reply send(String path, String mediaType, byte[] body, String context, String bearer) {
        return send("POST", path, mediaType, body, context, bearer);
    }

    /** As the other one, by another method. */
    public Reply send(String method, String path, String mediaType, byte[] body, String context, String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", mediaType)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (context != null) {
            request.header(Headers.CONTEXT, context);
        }
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean told = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Reply(response.statusCode(), told ? json.readTree(response.body()) : json.createObjectNode());
        } catch (IOException e) {
            throw new AssertionError("no answer from the service under test", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
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
