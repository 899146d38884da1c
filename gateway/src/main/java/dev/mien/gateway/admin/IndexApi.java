package dev.mien.gateway.admin;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.index.IndexFigures;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** An application's index as a whole, as index-service serves it. */
@Path("/internal/v1/index")
@RegisterRestClient(configKey = Services.INDEX)
@OidcClientFilter(Services.INDEX)
@Produces(MediaType.APPLICATION_JSON)
public interface IndexApi {
    @GET
    IndexFigures figures(@HeaderParam(Headers.CONTEXT) String context);
}
