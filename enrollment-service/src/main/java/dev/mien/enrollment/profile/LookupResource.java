package dev.mien.enrollment.profile;

import dev.mien.contracts.Code;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.enrollment.LookupAnswer;
import dev.mien.contracts.enrollment.LookupRequest;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Tells auth-service where the candidates of a search stand. No promise: only a confirmation is one. */
@Path("/internal/v1/profiles/lookup")
@RolesAllowed(Services.AUTH)
@RunOnVirtualThread
public class LookupResource {
    private final ContextVerifier contexts;
    private final Database database;
    private final Candidates candidates;

    LookupResource(ContextVerifier contexts, Database database, Candidates candidates) {
        this.contexts = contexts;
        this.database = database;
        this.candidates = candidates;
    }

    @POST
    public LookupAnswer lookup(@HeaderParam(Headers.CONTEXT) String jws, LookupRequest request) {
        RequestContext context = contexts.require(jws, Operation.AUTHENTICATE);
        if (request == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "The body must be a lookup request.");
        }
        return new LookupAnswer(
                database.write(tx -> candidates.states(tx, context.application(), request.facialIds())));
    }
}
