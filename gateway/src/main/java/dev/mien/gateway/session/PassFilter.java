package dev.mien.gateway.session;

import dev.mien.gateway.admission.BySession;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Counts what comes under a session: after the session is known, before anything of the body is read. */
@BySession
@Provider
@Priority(Priorities.AUTHORIZATION)
public class PassFilter implements ContainerRequestFilter {
    private final SessionPasses passes;
    private final Visit visit;

    public PassFilter(SessionPasses passes, Visit visit) {
        this.passes = passes;
        this.visit = visit;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        passes.take(visit.session().id(), visit.session().expiresAt());
    }
}
