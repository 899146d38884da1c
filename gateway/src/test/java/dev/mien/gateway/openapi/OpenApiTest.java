package dev.mien.gateway.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.gateway.admission.ByKey;
import dev.mien.gateway.admission.ByPerson;
import dev.mien.gateway.admission.BySession;
import dev.mien.gateway.admission.Open;
import dev.mien.gateway.scripted.GatewayTest;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /openapi} against the routes that there are: docs/api.md says that it describes each with its credential. */
@QuarkusTest
class OpenApiTest extends GatewayTest {
    private static final Map<Class<? extends Annotation>, String> CREDENTIALS =
            Map.of(ByPerson.class, "person", BySession.class, "session", ByKey.class, "key", Open.class, "");

    private JsonPath document;

    @BeforeEach
    void read() {
        document = given().get("/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    // Breaks when a route is added of which DescribedDoor says another credential, or that the document does not have.
    @Test
    void everyRouteIsThereWithItsOwnCredential() {
        Map<String, String> described = new TreeMap<>();
        eachOperation((route, operation) -> described.put(route, credential(operation)));

        assertThat(described).hasSizeGreaterThan(30).isEqualTo(routes());
    }

    // Breaks when a resource says nothing of what it does, what it takes, or what it answers.
    @Test
    void eachSaysWhatItDoesTakesAndAnswers() {
        List<String> silent = new ArrayList<>();
        eachOperation((route, operation) -> {
            if (operation.get("summary") == null) {
                silent.add(route + ": no summary");
            }
            Map<String, Object> body = map(operation, "requestBody");
            if (!body.isEmpty() && map(body, "content").values().stream().anyMatch(OpenApiTest::isAnything)) {
                silent.add(route + ": any body");
            }
            Map<String, Object> responses = map(operation, "responses");
            if (!map(map(responses, "default"), "content").containsKey("application/problem+json")) {
                silent.add(route + ": no problem");
            }
            boolean said = responses.entrySet().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .anyMatch(response -> response.getKey().equals("204")
                            || !map(cast(response.getValue()), "content").isEmpty());
            if (!said) {
                silent.add(route + ": no answer");
            }
        });

        // An index file is bytes, and a JWK set is RFC 7517's.
        assertThat(silent)
                .isSubsetOf(
                        "POST /v1/admin/applications/{id}/index/imports: any body",
                        "GET /v1/admin/applications/{id}/index/file: no answer",
                        "GET /.well-known/jwks.json: no answer");
    }

    private void eachOperation(BiConsumer<String, Map<String, Object>> look) {
        Map<String, Map<String, Object>> paths = document.getMap("paths");
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            if (operation instanceof Map) {
                look.accept(method.toUpperCase(Locale.ROOT) + " " + path, cast(operation));
            }
        }));
    }

    private static String credential(Map<String, Object> operation) {
        List<?> security = (List<?>) operation.getOrDefault("security", List.of());
        return security.isEmpty()
                ? ""
                : String.join(" or ", cast(security.getFirst()).keySet());
    }

    /** A body of which nothing is said but that it is bytes or a text. */
    private static boolean isAnything(Object media) {
        Map<String, Object> schema = map(cast(media), "schema");
        return !schema.containsKey("$ref") && !schema.containsKey("properties");
    }

    /** The routes of the code, by method and path, with what they are bound to. */
    private static Map<String, String> routes() {
        Map<String, String> routes = new TreeMap<>();
        Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> !type.isInterface() && type.isAnnotationPresent(Path.class))
                .distinct()
                .forEach(type -> Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> !method.isAnnotationPresent(OPTIONS.class))
                        .forEach(method -> verbs(method)
                                .forEach(verb -> routes.put(verb + " " + path(type, method), bound(type, method)))));
        return routes;
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value);
    }

    private static String path(Class<?> type, Method method) {
        Path below = method.getAnnotation(Path.class);
        return type.getAnnotation(Path.class).value() + (below == null ? "" : below.value());
    }

    private static String bound(Class<?> type, Method method) {
        return Stream.<AnnotatedElement>of(method, type)
                .flatMap(element -> CREDENTIALS.entrySet().stream()
                        .filter(binding -> element.isAnnotationPresent(binding.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("nothing");
    }

    private static Map<String, Object> map(Map<String, Object> in, String member) {
        return cast(in.getOrDefault(member, Map.of()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object json) {
        return (Map<String, Object>) json;
    }
}
