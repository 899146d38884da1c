package dev.mien.index.api;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.index.engine.Engines;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * {@code POST /internal/v1/templates}: stores a sealed probe under a Facial ID, once. {@code POST …/{facialId}/occasions}:
 * joins one to that person's template, once; {@code DELETE}: leaves the enrollment alone.
 */
@Path("/internal/v1/templates")
@RunOnVirtualThread
public class TemplateResource {
    private static final Set<Operation> STORES = EnumSet.of(Operation.ENROLL, Operation.IMPORT);

    private final Engines engines;
    private final ContextVerifier contexts;

    public TemplateResource(Engines engines, ContextVerifier contexts) {
        this.engines = engines;
        this.contexts = contexts;
    }

    @POST
    @RolesAllowed(Services.ENROLLMENT)
    public StoreAnswer store(@HeaderParam(Headers.CONTEXT) String word, StoreRequest request) {
        RequestContext context = contexts.require(word, STORES);
        if (request == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "The body is missing.");
        }
        return engines.of(context).store(context, request);
    }

    /** @param purpose RECOGNIZE: learned from an authentication; ADD: brought by a backend */
    @POST
    @Path("/{facialId}/occasions")
    @RolesAllowed(Services.ENROLLMENT)
    public TemplateAnswer join(
            @HeaderParam(Headers.CONTEXT) String word,
            @PathParam("facialId") UUID facialId,
            @QueryParam("purpose") String purpose,
            JoinRequest request) {
        RequestContext context = contexts.require(word, operationOf(purpose));
        if (request == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "The body is missing.");
        }
        return engines.of(context).join(context, new FacialId(facialId), request);
    }

    @DELETE
    @Path("/{facialId}/occasions")
    @RolesAllowed(Services.ENROLLMENT)
    public TemplateAnswer reset(@HeaderParam(Headers.CONTEXT) String word, @PathParam("facialId") UUID facialId) {
        RequestContext context = contexts.require(word, Operation.MANAGE);
        return engines.of(context).reset(context, new FacialId(facialId));
    }

    private static Operation operationOf(String purpose) {
        return switch (purpose) {
            case "RECOGNIZE" -> Operation.AUTHENTICATE;
            case "ADD" -> Operation.MANAGE;
            case null, default -> throw Refusal.of(Code.INVALID_REQUEST, "purpose must be RECOGNIZE or ADD.");
        };
    }
}
