package dev.mien.gateway.admin;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.IndexImport;
import dev.mien.platform.indexfile.IndexFileBatch;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** People who come with an index file, as enrollment-service takes them in. */
@Path("/internal/v1/index-imports")
@RegisterRestClient(configKey = Services.ENROLLMENT)
@OidcClientFilter(Services.ENROLLMENT)
@Produces(MediaType.APPLICATION_JSON)
public interface IndexImportApi {
    /** @param batch an {@link IndexFileBatch}, which the context vouches for */
    @POST
    @Consumes(IndexFileBatch.MEDIA_TYPE)
    IndexImport take(@HeaderParam(Headers.CONTEXT) String context, byte[] batch);

    @GET
    @Path("/{file}")
    IndexImport find(@HeaderParam(Headers.CONTEXT) String context, @PathParam("file") UUID file);
}
