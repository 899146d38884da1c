package dev.mien.gateway.admin;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.index.MigrationProgress;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** How far people have moved, as index-service knows it by the policy in the context. */
@Path("/internal/v1/migration")
@RegisterRestClient(configKey = Services.INDEX)
@OidcClientFilter(Services.INDEX)
@Produces(MediaType.APPLICATION_JSON)
public interface MigrationApi {
    @GET
    MigrationProgress progress(@HeaderParam(Headers.CONTEXT) String context);

    /** Removes the templates of all profiles that the policy does not name. */
    @POST
    @Path("/cleanups")
    MigrationProgress cleanUp(@HeaderParam(Headers.CONTEXT) String context);
}
