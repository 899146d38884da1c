package dev.mien.deletion.roles;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.deletion.support.Contexts;
import dev.mien.deletion.support.DeletionStack;
import dev.mien.deletion.support.StubbedEnrollment;
import dev.mien.deletion.support.Suite;
import dev.mien.testing.oidc.TestOidc;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which service may call what: the table of docs/internal-api.md. Fails when a {@code @RolesAllowed} is taken out or widened. */
@QuarkusTest
@DeletionStack
class RoleMatrixTest {
    private static final List<String> SERVICES =
            List.of(Services.GATEWAY, Services.ENROLLMENT, Services.AUTH, Services.INDEX, Services.DELETION);
    private static final String APPLICATION = UUID.randomUUID().toString();

    /** A call, and who may make it. */
    enum Call {
        ERASE("POST", "/internal/v1/erasures", Set.of(Services.GATEWAY)),
        FIND("GET", "/internal/v1/erasures/" + UUID.randomUUID(), Set.of(Services.GATEWAY)),
        UNDO("POST", "/internal/v1/erasures/undo", Set.of(Services.ENROLLMENT)),
        POLL("POST", "/internal/v1/ledger/polls", Set.copyOf(Services.HOLDERS)),
        HAND_OVER("POST", "/internal/v1/ledger/entries", Set.copyOf(Services.HOLDERS)),
        KEYS("GET", "/internal/v1/keys", Set.of(Services.GATEWAY));

        private final String method;
        private final String path;
        private final Set<String> callers;

        Call(String method, String path, Set<String> callers) {
            this.method = method;
            this.path = path;
            this.callers = callers;
        }
    }

    @Inject
    Contexts contexts;

    @Inject
    Suite suite;

    @BeforeEach
    void everybodyIsThere() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
    }

    static Stream<Arguments> everyCallByEveryService() {
        return Stream.of(Call.values()).flatMap(call -> SERVICES.stream().map(caller -> Arguments.of(call, caller)));
    }

    @ParameterizedTest
    @MethodSource("everyCallByEveryService")
    void isAllowedToItsCallersAlone(Call call, String caller) {
        Response answer = send(call, caller, bearer(TestOidc.tokenOfService(caller, Services.DELETION)));

        if (call.callers.contains(caller)) {
            assertThat(answer.statusCode()).isIn(200, 204, call == Call.FIND ? 404 : 200);
        } else {
            answer.then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("code", equalTo("FORBIDDEN"));
        }
    }

    static Stream<Call> calls() {
        return Stream.of(Call.values());
    }

    // Fails when the audience is not compared, or a person's token has a service's power.
    @ParameterizedTest
    @MethodSource("calls")
    void isNotAllowedByAnothersTokenNorWithoutOne(Call call) {
        String caller = call.callers.iterator().next();
        String otherAudience = TestOidc.tokenOfService(caller, Services.INDEX);
        String person = TestOidc.tokenOfPerson("ada", "acme", "admin");

        assertThat(send(call, caller, bearer(otherAudience)).statusCode()).isEqualTo(401);
        assertThat(send(call, caller, given()).statusCode()).isEqualTo(401);
        assertThat(send(call, caller, bearer("nonsense")).statusCode()).isEqualTo(401);
        assertThat(send(call, caller, bearer(person)).statusCode()).isIn(401, 403);
    }

    static Stream<Arguments> holdersThatSpeakForAnother() {
        return Services.HOLDERS.stream()
                .flatMap(one -> Services.HOLDERS.stream()
                        .filter(other -> !other.equals(one))
                        .map(other -> Arguments.of(one, other)));
    }

    // Fails when LedgerResource.requireOwn is taken out: one holder could confirm for all.
    @ParameterizedTest
    @MethodSource("holdersThatSpeakForAnother")
    void eachHolderSpeaksForItselfAlone(String caller, String named) {
        RequestSpecification token = bearer(TestOidc.tokenOfService(caller, Services.DELETION));

        Response answer = send(Call.POLL, named, token);

        answer.then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        send(Call.HAND_OVER, named, bearer(TestOidc.tokenOfService(caller, Services.DELETION)))
                .then()
                .statusCode(403);
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token);
    }

    private Response send(Call call, String holder, RequestSpecification as) {
        Map<String, Object> body = new HashMap<>();
        switch (call) {
            case ERASE ->
                body.putAll(
                        Map.of("applicationId", APPLICATION, "facialId", facialId(), "channel", "x", "waitMillis", 0));
            case UNDO -> body.putAll(Map.of("applicationId", APPLICATION, "facialId", facialId()));
            case POLL ->
                body.putAll(Map.of(
                        "holder", holder, "incarnation", incarnation(holder), "applied", suite.last(), "fulfilled", 0));
            case HAND_OVER -> body.putAll(Map.of("holder", holder, "entries", List.of()));
            default -> {}
        }
        RequestSpecification request =
                as.header(Headers.CONTEXT, contexts.manage(new ApplicationId(UUID.fromString(APPLICATION))));
        if (!body.isEmpty()) {
            request = request.contentType(ContentType.JSON).body(body);
        }
        return request.request(call.method, call.path);
    }

    private UUID incarnation(String holder) {
        UUID known = suite.incarnation(holder);
        return known == null ? UUID.randomUUID() : known;
    }

    private static String facialId() {
        return UUID.randomUUID().toString();
    }
}
