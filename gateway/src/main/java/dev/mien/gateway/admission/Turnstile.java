package dev.mien.gateway.admission;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Comes after every credential's filter, on every route: one that is bound to no credential lets nobody in. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class Turnstile implements ContainerRequestFilter {
    private final Admission admission;

    public Turnstile(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!admission.granted()) {
            throw Refusal.of(Code.UNAUTHORIZED);
        }
    }
}
