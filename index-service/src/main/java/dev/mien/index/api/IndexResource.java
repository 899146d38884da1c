package dev.mien.index.api;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.index.engine.Engines;
import dev.mien.platform.context.ContextVerifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /internal/v1/index}: an application's index as a whole. */
@Path("/internal/v1/index")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IndexResource {
    private final Engines engines;
    private final ContextVerifier contexts;

    public IndexResource(Engines engines, ContextVerifier contexts) {
        this.engines = engines;
        this.contexts = contexts;
    }

    @GET
    @RolesAllowed(Services.GATEWAY)
    public IndexFigures figures(@HeaderParam(Headers.CONTEXT) String word) {
        RequestContext context = contexts.require(word, Operation.MANAGE);
        return engines.of(context).figures(context);
    }
}
