package dev.mien.deletion.erasure;

import dev.mien.contracts.Code;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.deletion.Erasure;
import dev.mien.contracts.deletion.ErasureRequest;
import dev.mien.contracts.deletion.UndoAnswer;
import dev.mien.contracts.deletion.UndoRequest;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** Erasures, for the gateway; undoing, for enrollment-service. */
@Path("/internal/v1/erasures")
@RunOnVirtualThread
public class ErasureResource {
    private final Erasures erasures;
    private final ContextVerifier contexts;

    public ErasureResource(Erasures erasures, ContextVerifier contexts) {
        this.erasures = erasures;
        this.contexts = contexts;
    }

    @POST
    @RolesAllowed(Services.GATEWAY)
    public Erasure erase(@HeaderParam(Headers.CONTEXT) String jws, ErasureRequest request) {
        RequestContext context = contexts.require(jws, Operation.MANAGE);
        if (request == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "A body is needed.");
        }
        if (!context.application().equals(request.applicationId())) {
            throw Refusal.of(Code.FORBIDDEN, "The request is not about the context's application.");
        }
        return erasures.erase(request);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Services.GATEWAY)
    public Erasure find(@HeaderParam(Headers.CONTEXT) String jws, UUID id) {
        RequestContext context = contexts.require(jws, Operation.MANAGE);
        return erasures.find(id, context.application()).orElseThrow(() -> Refusal.of(Code.NOT_FOUND));
    }

    @POST
    @Path("/undo")
    @RolesAllowed(Services.ENROLLMENT)
    public UndoAnswer undo(UndoRequest request) {
        if (request == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "A body is needed.");
        }
        return new UndoAnswer(erasures.undo(request));
    }
}
