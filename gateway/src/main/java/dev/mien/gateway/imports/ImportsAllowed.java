package dev.mien.gateway.imports;

import dev.mien.contracts.Code;
import dev.mien.gateway.admission.BringsLines;
import dev.mien.gateway.key.Backend;
import dev.mien.platform.problem.Refusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses a batch of an application that imports nobody: after the key, before it has a turn or a byte of it is read.
 * Of enrollment-service, which looks again, nobody hears of it.
 */
@BringsLines
@Provider
@Priority(Priorities.AUTHORIZATION)
public class ImportsAllowed implements ContainerRequestFilter {
    private final Backend backend;

    public ImportsAllowed(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!backend.application().policy().imports()) {
            throw Refusal.of(
                    Code.CONFLICT, "This application imports nobody: an owner turns it on with policy.imports.");
        }
    }
}
