package dev.mien.platform.readiness;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every gate is open. */
@Readiness
@Singleton
public class GateHealth implements HealthCheck {
    private final List<Gate> gates;

    public GateHealth(@All List<Gate> gates) {
        this.gates = gates;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("gates");
        boolean ready = true;
        for (Gate gate : gates) {
            boolean open = gate.open();
            response.withData(gate.name(), open);
            ready &= open;
        }
        return response.status(ready).build();
    }
}
