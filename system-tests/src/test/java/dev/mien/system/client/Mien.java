package dev.mien.system.client;

import static io.restassured.RestAssured.given;

import dev.mien.stack.layout.Part;
import dev.mien.stack.suite.Suite;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls the public API, as a console person, a browser or a backend would. */
public final class Mien {
    /** Where the pages of test applications are. */
    public static final String ORIGIN = "https://shop.example";

    private static final RestAssuredConfig PATIENCE = RestAssuredConfig.config()
            .httpClient(HttpClientConfig.httpClientConfig()
                    .setParam("http.connection.timeout", 5_000)
                    .setParam("http.socket.timeout", 60_000));

    private final Suite suite;
    private final String gateway;

    public Mien(Suite suite) {
        this(suite, suite.url(Part.GATEWAY));
    }

    /** Through a second gateway. */
    public Mien(Suite suite, String gateway) {
        this.suite = suite;
        this.gateway = gateway;
    }

    public RequestSpecification call() {
        return given().config(PATIENCE).baseUri(gateway);
    }

    /** An application whose policy asks for one frame and no liveness. */
    public Application createApplication() {
        return createApplication(Map.of());
    }

    public Application createApplication(Map<String, Object> policy) {
        return createApplication(suite.oidc().tokens().forPerson("owner", List.of("owner"), "local"), policy);
    }

    /** By the person whom the access token names. */
    public Application createApplication(String token, Map<String, Object> policy) {
        Map<String, Object> whole = new LinkedHashMap<>(
                Map.of("origins", List.of(ORIGIN), "liveness", "none", "payloadSource", "browser", "minimumFrames", 1));
        whole.putAll(policy);
        Response created = asPerson(token)
                .body(Map.of("name", "test", "acceptOperatorTerms", "1", "policy", whole))
                .post("/v1/admin/applications");
        created.then().statusCode(201);
        String id = created.path("applicationId");
        Response key = asPerson(token).body("{}").post("/v1/admin/applications/" + id + "/keys");
        key.then().statusCode(201);
        return new Application(id, key.path("apiKey"), ORIGIN);
    }

    private RequestSpecification asPerson(String accessToken) {
        return call().auth().oauth2(accessToken).contentType("application/json");
    }

    public Response openSession(Application application, String operation) {
        return call().header("Origin", application.origin())
                .contentType("application/json")
                .body(Map.of("applicationId", application.id(), "operation", operation))
                .post("/v1/sessions");
    }

    public String session(Application application, String operation) {
        Response opened = openSession(application, operation);
        opened.then().statusCode(201);
        return opened.path("token");
    }

    public Response enroll(Application application, Photo... frames) {
        return enroll(application, session(application, "enroll"), frames);
    }

    public Response enroll(Application application, String session, Photo... frames) {
        return upload(
                application,
                session,
                "/v1/enrollments",
                "{\"consent\":{\"accepted\":true,\"termsVersion\":\"1\"},\"payload\":{\"user\":7}}",
                frames);
    }

    /** Enrolls and answers the Facial ID. */
    public String enrolled(Application application, Photo... frames) {
        Response response = enroll(application, frames);
        response.then().statusCode(201);
        return response.path("facialId");
    }

    public Response authenticate(Application application, Photo... frames) {
        return upload(application, session(application, "authenticate"), "/v1/authentications", "{}", frames);
    }

    /** 1:1. */
    public Response authenticateAs(Application application, String facialId, Photo... frames) {
        return upload(
                application,
                session(application, "authenticate"),
                "/v1/authentications",
                "{\"facialId\":\"" + facialId + "\"}",
                frames);
    }

    /** With a search among these people alone. */
    public Response authenticateAmong(Application application, List<String> facialIds, Photo... frames) {
        return upload(
                application,
                session(application, "authenticate"),
                "/v1/authentications",
                "{\"facialIds\":[\"" + String.join("\",\"", facialIds) + "\"]}",
                frames);
    }

    public Response upload(Application application, String session, String path, String request, Photo... frames) {
        RequestSpecification call =
                call().header("Origin", application.origin()).header("Authorization", "Bearer " + session);
        for (Photo frame : frames) {
            call.multiPart("frame", frame.name() + ".jpg", frame.bytes(), "image/jpeg");
        }
        return call.multiPart(
                        "request",
                        "request.json",
                        request.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "application/json")
                .post(path);
    }

    public RequestSpecification backend(Application application) {
        return call().header("Authorization", "Bearer " + application.apiKey());
    }

    /** Has a backend's pictures looked at. @param path {@code /v1/face-comparisons} or {@code /v1/face-analyses} */
    public Response look(Application application, String path, Photo... images) {
        RequestSpecification request = backend(application);
        for (Photo image : images) {
            request.multiPart("image", image.name() + ".jpg", image.bytes(), "image/jpeg");
        }
        return request.post(path);
    }

    /** Opens an import on the ground of explicit consent, and answers its id. */
    public String openImport(Application application, int expected) {
        Response opened = backend(application)
                .contentType("application/json")
                .body(Map.of(
                        "legalBasis",
                        Map.of("article", "9(2)(a)", "reference", "consent forms"),
                        "termsVersion",
                        "1",
                        "expected",
                        expected))
                .post("/v1/enrollments/imports");
        opened.then().statusCode(201);
        return opened.path("importId");
    }

    /** Sends a batch of an import; each photo's own key is its name. */
    public Response sendLines(Application application, String importId, List<Photo> photos) {
        RequestSpecification request = backend(application);
        for (Photo photo : photos) {
            request.multiPart("image", photo.name(), photo.bytes(), "image/jpeg");
        }
        return request.post("/v1/enrollments/imports/" + importId + "/lines");
    }

    public Response erase(Application application, String facialId) {
        return backend(application).delete("/v1/facial-ids/" + facialId);
    }
}
