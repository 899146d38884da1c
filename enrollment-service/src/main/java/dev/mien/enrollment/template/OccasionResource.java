package dev.mien.enrollment.template;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.enrollment.Learned;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** auth-service brings what it has recognized with certainty. The answer only says whether it may bring more today. */
@Path("/internal/v1/profiles/{facialId}/occasions")
@RolesAllowed(Services.AUTH)
@RunOnVirtualThread
public class OccasionResource {
    private final ContextVerifier contexts;
    private final Learning learning;

    OccasionResource(ContextVerifier contexts, Learning learning) {
        this.contexts = contexts;
        this.learning = learning;
    }

    @POST
    public Learned learn(@HeaderParam(Headers.CONTEXT) String jws, @RestPath UUID facialId, JoinRequest request) {
        RequestContext context = contexts.require(jws, Operation.AUTHENTICATE);
        if (request == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "The body must be a sealed probe.");
        }
        return learning.learn(context, jws, new FacialId(facialId), request);
    }
}
