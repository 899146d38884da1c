package dev.mien.platform.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.platform.problem.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class GateFilterTest {
    private record Door(String name, boolean open, String exception) implements Gate {
        @Override
        public boolean guards(String path) {
            return !path.equals(exception);
        }
    }

    private static final Gate OPEN = new Door("first", true, "");
    private static final Gate SHUT = new Door("second", false, "/status");

    // Fails when the filter is content with one open gate: a service that is behind the ledger would answer.
    @Test
    void everyGateMustBeOpen() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> filter(OPEN, SHUT).guard(call("/internal/v1/probes")))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503))
                .satisfies(refusal -> assertThat(refusal.retryAfter()).isPositive())
                .withMessageContaining("second");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> filter(SHUT, OPEN).guard(call("/internal/v1/probes")));
        assertThatCode(() -> filter(OPEN).guard(call("/internal/v1/probes"))).doesNotThrowAnyException();
    }

    // Fails when a gate's exceptions are not asked for, or count for other gates too.
    @Test
    void aGateKnowsWhatItDoesNotGuard() {
        assertThatCode(() -> filter(OPEN, SHUT).guard(call("/status"))).doesNotThrowAnyException();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> filter(SHUT, new Door("third", false, "")).guard(call("/status")))
                .withMessageContaining("third");
    }

    @Test
    void readinessSaysWhichGateIsShut() {
        var response = new GateHealth(List.of(OPEN, SHUT)).call();

        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData().orElseThrow())
                .containsEntry("first", true)
                .containsEntry("second", false);
        assertThat(new GateHealth(List.of(OPEN)).call().getStatus()).isEqualTo(Status.UP);
    }

    private static GateFilter filter(Gate... gates) {
        return new GateFilter(List.of(gates));
    }

    private static ContainerRequestContext call(String path) {
        UriInfo uri = proxy(UriInfo.class, "getPath", path);
        return proxy(ContainerRequestContext.class, "getUriInfo", uri);
    }

    /** Answers one method. */
    private static <T> T proxy(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, called, _) -> {
            if (!called.getName().equals(method)) {
                throw new UnsupportedOperationException(called.getName());
            }
            return answer;
        }));
    }
}
