package dev.mien.enrollment.carried;

import dev.mien.contracts.Code;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.enrollment.IndexImport;
import dev.mien.platform.context.ContextVerifier;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.indexfile.IndexFileException;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /internal/v1/index-imports}: people who come with an index file. */
@Path("/internal/v1/index-imports")
@RolesAllowed(Services.GATEWAY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IndexImportResource {
    private final Arrivals arrivals;
    private final ContextVerifier contexts;

    IndexImportResource(Arrivals arrivals, ContextVerifier contexts) {
        this.arrivals = arrivals;
        this.contexts = contexts;
    }

    /** Without parts it begins an import, or tells how far it is. */
    @POST
    @Consumes(IndexFileBatch.MEDIA_TYPE)
    public IndexImport take(@HeaderParam(Headers.CONTEXT) String jws, byte[] body) {
        RequestContext context = contexts.require(jws, Operation.MANAGE, body);
        try {
            return arrivals.take(context, jws, IndexFileBatch.read(body), body);
        } catch (IndexFileException malformed) {
            throw Refusal.of(Code.INVALID_REQUEST, malformed.getMessage());
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    @GET
    @Path("/{file}")
    public IndexImport find(@HeaderParam(Headers.CONTEXT) String jws, @RestPath UUID file) {
        return arrivals.find(contexts.require(jws, Operation.MANAGE).application(), file);
    }
}
