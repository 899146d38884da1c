package dev.mien.gateway.scripted;

import static io.restassured.RestAssured.given;

import dev.mien.testing.kafka.KafkaResource;
import dev.mien.testing.keys.KeysResource;
import dev.mien.testing.oidc.OidcResource;
import dev.mien.testing.oidc.TestOidc;
import dev.mien.testing.postgres.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** The gateway, running, with the services behind it scripted; and the steps that most tests begin with. */
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(OidcResource.class)
@WithTestResource(KeysResource.class)
@WithTestResource(Downstream.class)
public abstract class GatewayTest {
    public static final String ORIGIN = "https://shop.example";
    public static final String ENROLL = "POST /enrollment/internal/v1/enrollments";
    public static final String AUTHENTICATE = "POST /auth/internal/v1/authentications";
    public static final String ERASE = "POST /deletion/internal/v1/erasures";

    protected Downstream downstream;

    @Inject
    protected TestClock clock;

    @TestHTTPResource
    protected URI gateway;

    @BeforeEach
    void fresh() {
        downstream.reset();
        clock.reset();
    }

    /** An application that lets {@link #ORIGIN} in, of an organization of its own. */
    protected final App application() {
        return application("\"origins\":[\"" + ORIGIN + "\"]");
    }

    /** @param policy members beyond {@code liveness} */
    protected final App application(String policy) {
        String organization = "org-" + UUID.randomUUID();
        String id = asOwner(organization)
                .body("""
                        {"name":"Shop","acceptOperatorTerms":"1","policy":{"liveness":"none",%s}}""".formatted(policy))
                .post("/v1/admin/applications")
                .then()
                .statusCode(201)
                .extract()
                .path("applicationId");
        return new App(id, organization);
    }

    /** One application and who owns it. */
    public record App(String id, String organization) {}

    protected final String key(App app) {
        return asOwner(app.organization())
                .body("{}")
                .post("/v1/admin/applications/{id}/keys", app.id())
                .then()
                .statusCode(201)
                .extract()
                .path("apiKey");
    }

    protected final String session(App app, String operation) {
        return given().header("Origin", ORIGIN)
                .contentType(ContentType.JSON)
                .body("""
                        {"applicationId":"%s","operation":"%s"}""".formatted(app.id(), operation))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    protected final void setState(App app, String state) {
        asOwner(app.organization())
                .body("{\"state\":\"" + state + "\"}")
                .put("/v1/admin/applications/{id}/state", app.id())
                .then()
                .statusCode(200);
    }

    protected static RequestSpecification asOwner(String organization) {
        return as(organization, "owner");
    }

    protected static RequestSpecification as(String organization, String... roles) {
        return given().auth()
                .oauth2(TestOidc.tokenOfPerson("ada", organization, roles))
                .contentType(ContentType.JSON);
    }

    protected static RequestSpecification withKey(String key) {
        return given().auth().oauth2(key);
    }

    /** A browser's operation with one frame of these characters. */
    protected static RequestSpecification operation(String token, String frame) {
        return operation(token, frame, "mien-boundary");
    }

    protected static RequestSpecification operation(String token, String frame, String boundary) {
        return given().auth()
                .oauth2(token)
                .header("Origin", ORIGIN)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .body(multipart(frame, boundary));
    }

    public static byte[] multipart(String frame, String boundary) {
        return """
                --%1$s
                Content-Disposition: form-data; name="frame"; filename="face.jpg"
                Content-Type: image/jpeg

                %2$s
                --%1$s
                Content-Disposition: form-data; name="request"
                Content-Type: application/json

                {"consent":{"termsVersion":"1"}}
                --%1$s--
                """.formatted(boundary, frame).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    public static Answer enrolled() {
        return Answer.json(201, """
                {"facialId":"0b8f5d1e-37a2-4a5e-9c6a-2f6d0e6a7b11","timestamp":"2026-01-01T00:00:00Z",
                 "details":{"gender":null,"age":null},"resultToken":"eyJ.enrolled.token","score":0.97}""");
    }

    public static Answer recognized() {
        return Answer.json(200, """
                {"facialId":"0b8f5d1e-37a2-4a5e-9c6a-2f6d0e6a7b11","payload":{"user":7},
                 "timestamp":"2026-01-01T00:00:00Z","resultToken":"eyJ.recognized.token","score":0.97,"threshold":0.9}""");
    }
}
