package dev.mien.enrollment.confirm;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.enrollment.Confirmation;
import dev.mien.enrollment.payload.Payload;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Confirms the one person that auth-service is about to let in. Anything but active is the same 404. */
@Path("/internal/v1/profiles/{facialId}/confirmations")
@RolesAllowed(Services.AUTH)
@RunOnVirtualThread
public class ConfirmationResource {
    private static final Set<Operation> ALLOWED = EnumSet.of(Operation.AUTHENTICATE, Operation.MANAGE);

    private final ContextVerifier contexts;
    private final Database database;
    private final ActiveProfiles active;

    ConfirmationResource(ContextVerifier contexts, Database database, ActiveProfiles active) {
        this.contexts = contexts;
        this.database = database;
        this.active = active;
    }

    @POST
    public Confirmation confirm(@HeaderParam(Headers.CONTEXT) String jws, @RestPath UUID facialId) {
        RequestContext context = contexts.require(jws, ALLOWED);
        ActiveProfile found = database.single(tx -> active.use(tx, context.application(), new FacialId(facialId)))
                .orElseThrow(() -> Refusal.of(Code.NOT_FOUND));
        Payload payload = found.payload();
        return new Confirmation(
                found.facialId(),
                found.at(),
                payload == null ? null : payload.json(),
                payload == null ? null : payload.source());
    }
}
