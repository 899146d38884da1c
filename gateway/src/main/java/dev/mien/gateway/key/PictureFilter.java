package dev.mien.gateway.key;

import dev.mien.contracts.ApplicationId;
import dev.mien.gateway.admission.BringsImages;
import dev.mien.gateway.admission.Held;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets a backend's pictures in while its application has a turn for them: after the key, before the body is read, until
 * the answer is written, or nobody waits for it and nothing works on it any more.
 */
@BringsImages
@Provider
@Priority(Priorities.AUTHORIZATION)
public class PictureFilter implements ContainerRequestFilter {
    private final PictureTurns turns;
    private final Backend backend;
    private final RoutingContext routing;
    private final Held held;

    public PictureFilter(PictureTurns turns, Backend backend, RoutingContext routing, Held held) {
        this.turns = turns;
        this.backend = backend;
        this.routing = routing;
        this.held = held;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!HttpMethod.POST.equals(request.getMethod())) {
            return;
        }
        ApplicationId application = backend.application().id();
        turns.take(application);
        held.untilTheEnd(routing, () -> turns.give(application));
    }
}
