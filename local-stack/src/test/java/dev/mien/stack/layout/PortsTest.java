package dev.mien.stack.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void theyStandInARowFromTheBase() {
        var ports = Ports.parse("7500");

        assertThat(ports.of(Part.GATEWAY)).isEqualTo(7500);
        assertThat(ports.of(Part.ENROLLMENT)).isEqualTo(7501);
        assertThat(ports.of(Part.AUTH)).isEqualTo(7502);
        assertThat(ports.of(Part.INDEX)).isEqualTo(7503);
        assertThat(ports.of(Part.DELETION)).isEqualTo(7504);
        assertThat(ports.of(Part.OIDC)).isEqualTo(7505);
        assertThat(ports.of(Part.POSTGRES)).isEqualTo(7506);
        assertThat(ports.of(Part.KAFKA)).isEqualTo(7507);
        assertThat(ports.kafkaController()).isEqualTo(7508);
    }

    @Test
    void withoutASettingTheBaseIs7400() {
        assertThat(Ports.parse(null).of(Part.GATEWAY)).isEqualTo(7400);
    }

    // Fails when requireFree() no longer looks at each port.
    @Test
    void aTakenPortIsNamedWithTheWayOut() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var ports = new Ports(other.getLocalPort() - 6);

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining(other.getLocalPort() + " (postgres)")
                    .hasMessageContaining("MIEN_PORT=");
        }
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThatThrownBy(() -> Ports.parse("web"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("MIEN_PORT");
        assertThatThrownBy(() -> Ports.parse("80"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("MIEN_PORT");
    }
}
