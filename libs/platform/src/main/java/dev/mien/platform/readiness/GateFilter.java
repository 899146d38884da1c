package dev.mien.platform.readiness;

import dev.mien.platform.problem.Refusal;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses calls while a gate is shut: readiness alone would let through whoever does not ask for it. */
@Singleton
public class GateFilter {
    private final List<Gate> gates;

    public GateFilter(@All List<Gate> gates) {
        this.gates = gates;
    }

    /** @throws Refusal 503, naming what is waited for */
    @ServerRequestFilter
    public void guard(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        for (Gate gate : gates) {
            if (gate.guards(path) && !gate.open()) {
                throw Refusal.later("Not ready: waiting for " + gate.name() + ".", Duration.ofSeconds(1));
            }
        }
    }
}
