package dev.mien.gateway.admission;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Admits everyone to the routes that say so. */
@Open
@Provider
@Priority(Priorities.AUTHENTICATION)
public class OpenFilter implements ContainerRequestFilter {
    private final Admission admission;

    public OpenFilter(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        admission.grant();
    }
}
