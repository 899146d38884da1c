package dev.mien.auth.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door;
import dev.mien.auth.peers.Door.Reply;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.testing.oidc.TestOidc;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call what: every operation by every service, with the gateway as the positive control of each. */
@QuarkusTest
class RoleMatrixTest extends AuthServiceTest {
    private static final List<String> OPERATIONS = List.of("authentications", "result-tokens/redemptions", "keys");
    private static final List<String> CALLERS =
            List.of(Services.GATEWAY, Services.ENROLLMENT, Services.AUTH, Services.INDEX, Services.DELETION);

    static Stream<Arguments> matrix() {
        return OPERATIONS.stream()
                .flatMap(operation -> CALLERS.stream().map(caller -> Arguments.of(operation, caller)));
    }

    // Breaks when an operation loses its @RolesAllowed, or allows one caller more.
    @ParameterizedTest
    @MethodSource("matrix")
    void theGatewayAloneCalls(String operation, String caller) {
        // given
        found(0.97);
        String bearer = TestOidc.tokenOfService(caller, Services.AUTH);

        // when
        Reply reply = call(operation, bearer);

        // then
        if (caller.equals(Services.GATEWAY)) {
            // an unknown token is what the redemption of this request has to say, once it has been let in
            assertThat(reply.status()).isEqualTo(operation.endsWith("redemptions") ? 404 : 200);
        } else {
            assertThat(reply.code()).isEqualTo("FORBIDDEN");
        }
    }

    static Stream<Arguments> strangers() {
        return OPERATIONS.stream()
                .flatMap(operation -> Stream.of(
                        Arguments.of(operation, "nobody"),
                        Arguments.of(operation, "a token for another service"),
                        Arguments.of(operation, "no token at all")));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void withoutATokenForThisServiceNobodyCalls(String operation, String who) {
        // given
        String bearer = switch (who) {
            case "nobody" -> null;
            case "a token for another service" -> TestOidc.tokenOfService(Services.GATEWAY, Services.INDEX);
            default -> "x.y.z";
        };

        // when
        Reply reply = call(operation, bearer);

        // then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void theKeysHaveNoPrivateHalf() {
        // given
        String path = "/internal/v1/keys";

        // when
        Reply reply = door.get(path, Door.gateway());

        // then
        assertThat(reply.body().get("keys")).hasSize(1);
        assertThat(reply.body().at("/keys/0").has("x")).isTrue();
        assertThat(reply.body().at("/keys/0").has("d")).isFalse();
    }

    private Reply call(String operation, String bearer) {
        String path = "/internal/v1/" + operation;
        Visit visit = Visit.of(Peers.application());
        return switch (operation) {
            case "authentications" -> {
                byte[] body = Door.multipart(List.of("face"), "{}", "b");
                String context = door.context(visit, Operation.AUTHENTICATE, body);
                yield door.post(path, Door.contentType(body), body, context, bearer);
            }
            case "keys" -> door.get(path, bearer);
            default -> {
                byte[] body = "{\"resultToken\":\"x\"}".getBytes(StandardCharsets.UTF_8);
                String context = door.context(visit, Operation.MANAGE, body);
                yield door.post(path, "application/json", body, context, bearer);
            }
        };
    }
}
