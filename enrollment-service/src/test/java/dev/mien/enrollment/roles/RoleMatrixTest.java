package dev.mien.enrollment.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.enrollment.peers.Door;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Visit;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.multipart.FrameList;
import dev.mien.testing.oidc.TestOidc;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every caller at every call, with every context: who is let in is a table, and nobody else is. */
@QuarkusTest
class RoleMatrixTest extends EnrollmentServiceTest {
    private static final String BOUNDARY = "b";
    private static final List<String> CALLERS = List.of(
            Services.GATEWAY, Services.ENROLLMENT, Services.AUTH, Services.INDEX, Services.DELETION, "somebody-else");

    /** One row of docs/internal-api.md; no body: the visit's frames; no contexts: the call carries none. */
    private enum Call {
        ENROLL("POST", "/enrollments", null, Services.GATEWAY, EnumSet.of(Operation.ENROLL)),
        PAGE("GET", "/profiles", "", Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        NOT_ACTIVE("GET", "/profiles/not-active", "", Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        ONE("GET", "/profiles/{facialId}", "", Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        STATE(
                "PUT",
                "/profiles/{facialId}/state",
                "{\"state\":\"PAUSED\"}",
                Services.GATEWAY,
                EnumSet.of(Operation.MANAGE)),
        LOOKUP("POST", "/profiles/lookup", "{\"facialIds\":[]}", Services.AUTH, EnumSet.of(Operation.AUTHENTICATE)),
        CONFIRM(
                "POST",
                "/profiles/{facialId}/confirmations",
                "",
                Services.AUTH,
                EnumSet.of(Operation.AUTHENTICATE, Operation.MANAGE)),
        LEARN(
                "POST",
                "/profiles/{facialId}/occasions",
                "{\"sealedProbe\":\"x\"}",
                Services.AUTH,
                EnumSet.of(Operation.AUTHENTICATE)),
        ADD("POST", "/profiles/{facialId}/templates", null, Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        RESET("DELETE", "/profiles/{facialId}/templates", "", Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        CARRY("POST", "/index-imports", "no parts", Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        CARRIED("GET", "/index-imports/{file}", "", Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        OPEN_IMPORT("POST", "/imports", "{}", Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        IMPORT("GET", "/imports/{id}", "", Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        END_IMPORT(
                "PUT",
                "/imports/{id}/state",
                "{\"state\":\"FINISHED\"}",
                Services.GATEWAY,
                EnumSet.of(Operation.MANAGE)),
        MISSING("POST", "/imports/{id}/missing", "{\"keys\":[\"a\"]}", Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        LINES("GET", "/imports/{id}/lines", "", Services.GATEWAY, EnumSet.of(Operation.MANAGE)),
        LINE("POST", "/imports/{id}/lines", "", Services.GATEWAY, EnumSet.of(Operation.IMPORT)),
        END("POST", "/ends-of-life", "{}", Services.DELETION, EnumSet.noneOf(Operation.class)),
        REDEEM(
                "POST",
                "/result-tokens/redemptions",
                "{\"resultToken\":\"x\"}",
                Services.GATEWAY,
                EnumSet.of(Operation.MANAGE)),
        KEYS("GET", "/keys", "", Services.GATEWAY, EnumSet.noneOf(Operation.class));

        private final String method;
        private final String path;
        private final String body;
        private final String caller;
        private final Set<Operation> contexts;

        Call(String method, String path, String body, String caller, Set<Operation> contexts) {
            this.method = method;
            this.path = path;
            this.body = body;
            this.caller = caller;
            this.contexts = contexts;
        }

        String row() {
            return method + " /internal/v1" + path;
        }

        byte[] bytes(Visit visit) {
            return body == null ? Door.multipart(visit, BOUNDARY) : body.getBytes(StandardCharsets.UTF_8);
        }

        String contentType() {
            if (this == LINE) {
                return FrameList.MEDIA_TYPE;
            }
            return this == CARRY
                    ? IndexFileBatch.MEDIA_TYPE
                    : body == null ? "multipart/form-data; boundary=" + BOUNDARY : "application/json";
        }
    }

    // Breaks when a resource gets a call that the table does not have, or a class loses its @RolesAllowed.
    @Test
    void theTableHasEveryCall() {
        // when
        Set<String> offered = Resources.calls();

        // then
        assertThat(offered)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Call.values()).map(Call::row).toList());
    }

    static Stream<Arguments> callers() {
        return Arrays.stream(Call.values()).flatMap(call -> CALLERS.stream().map(caller -> arguments(call, caller)));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void onlyTheCallerInTheTableIsLetIn(Call call, String caller) {
        // given
        Visit visit = visit();
        byte[] body = call.bytes(visit);
        String context = call.contexts.isEmpty()
                ? null
                : door.context(visit, call.contexts.iterator().next(), body);

        // when
        Reply reply = ask(call, visit, context, TestOidc.tokenOfService(caller, Services.ENROLLMENT));

        // then
        if (caller.equals(call.caller)) {
            assertThat(reply.status()).as(reply.text()).isNotIn(401, 403);
        } else {
            assertThat(reply.status()).as(reply.text()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("FORBIDDEN");
            assertThat(profiles()).isZero();
        }
    }

    static Stream<Arguments> strangers() {
        return Arrays.stream(Call.values())
                .flatMap(call -> Stream.of("none", "for another service", "of a person", "garbage")
                        .map(token -> arguments(call, token)));
    }

    // Breaks when the audience is not looked at: a token that auth-service was sent would open this door too.
    @ParameterizedTest
    @MethodSource("strangers")
    void withoutATokenForThisServiceNobodyIsLetIn(Call call, String token) {
        // given
        Visit visit = visit();
        Operation operation = call.contexts.isEmpty()
                ? Operation.MANAGE
                : call.contexts.iterator().next();
        String context = door.context(visit, operation, call.bytes(visit));
        String bearer = switch (token) {
            case "none" -> null;
            case "for another service" -> TestOidc.tokenOfService(call.caller, Services.INDEX);
            case "of a person" -> TestOidc.tokenOfPerson("p", "o", call.caller);
            default -> "garbage";
        };

        // when
        Reply reply = ask(call, visit, context, bearer);

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("UNAUTHORIZED");
    }

    static Stream<Arguments> contexts() {
        return Arrays.stream(Call.values())
                .filter(call -> !call.contexts.isEmpty())
                .flatMap(call -> Stream.concat(
                                Stream.of("none"),
                                Arrays.stream(Operation.values()).map(Enum::name))
                        .map(context -> arguments(call, context)));
    }

    // Breaks when a call takes a context of another operation: a browser's login would manage Facial IDs.
    @ParameterizedTest
    @MethodSource("contexts")
    void onlyTheOperationsInTheTableAreTaken(Call call, String operation) {
        // given
        Visit visit = visit();
        boolean none = operation.equals("none");
        String context = none ? null : door.context(visit, Operation.valueOf(operation), call.bytes(visit));

        // when
        Reply reply = ask(call, visit, context, TestOidc.tokenOfService(call.caller, Services.ENROLLMENT));

        // then
        if (!none && call.contexts.contains(Operation.valueOf(operation))) {
            assertThat(reply.status()).as(reply.text()).isNotIn(401, 403);
        } else {
            assertThat(reply.status()).as(reply.text()).isEqualTo(401);
            assertThat(reply.code()).isEqualTo("UNAUTHORIZED");
        }
    }

    private Reply ask(Call call, Visit visit, String context, String bearer) {
        String path = "/internal/v1"
                + call.path.replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        return door.ask(call.method, path, call.contentType(), call.bytes(visit), context, bearer);
    }
}
