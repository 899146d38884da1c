package dev.mien.gateway.erasure;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.Erasure;
import dev.mien.contracts.deletion.ErasureRequest;
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

/** Erasures, as deletion-service serves them. */
@Path("/internal/v1/erasures")
@RegisterRestClient(configKey = Services.DELETION)
@OidcClientFilter(Services.DELETION)
@Produces(MediaType.APPLICATION_JSON)
public interface ErasureApi {
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Erasure erase(@HeaderParam(Headers.CONTEXT) String context, ErasureRequest request);

    @GET
    @Path("/{id}")
    Erasure find(@HeaderParam(Headers.CONTEXT) String context, @PathParam("id") UUID id);
}
