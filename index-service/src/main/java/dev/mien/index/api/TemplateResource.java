package dev.mien.index.api;

import dev.mien.contracts.Code;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.index.engine.Engines;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** {@code POST /internal/v1/templates}: stores a sealed probe under a Facial ID, once. */
@Path("/internal/v1/templates")
@RunOnVirtualThread
public class TemplateResource {
    private final Engines engines;
    private final ContextVerifier contexts;

    public TemplateResource(Engines engines, ContextVerifier contexts) {
        this.engines = engines;
        this.contexts = contexts;
    }

    @POST
    @RolesAllowed(Services.ENROLLMENT)
    public StoreAnswer store(@HeaderParam(Headers.CONTEXT) String word, StoreRequest request) {
        RequestContext context = contexts.require(word, Operation.ENROLL);
        if (request == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "The body is missing.");
        }
        return engines.of(context).store(context, request);
    }
}
