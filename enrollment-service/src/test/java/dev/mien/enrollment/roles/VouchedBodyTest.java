package dev.mien.enrollment.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway vouches for one body. */
@QuarkusTest
class VouchedBodyTest extends EnrollmentServiceTest {
    // The gateway vouches for a body; another one is nobody's. Breaks when a resource does not compare the digest.
    @ParameterizedTest
    @ValueSource(strings = {"redeem", "state"})
    void aBodyThatTheGatewayDidNotVouchForIsRefused(String call) {
        // given
        Reply reply = door.enroll(visit());
        boolean redeem = call.equals("redeem");
        String path =
                "/internal/v1" + (redeem ? "/result-tokens/redemptions" : "/profiles/" + reply.facialId() + "/state");
        byte[] sent = (redeem ? "{\"resultToken\":\"" + reply.token() + "\"}" : "{\"state\":\"PAUSED\"}")
                .getBytes(StandardCharsets.UTF_8);
        String context = door.context(visit(), Operation.MANAGE, "{}".getBytes(StandardCharsets.UTF_8));

        // when
        Reply refused = door.send(redeem ? "POST" : "PUT", path, "application/json", sent, context, Services.GATEWAY);

        // then
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("UNAUTHORIZED");
        assertThat(state(reply.facialId())).isEqualTo("ACTIVE");
        assertThat(door.redeem(application, reply.token()).status()).isEqualTo(200);
    }
}
