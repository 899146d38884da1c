package dev.mien.gateway.admin;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.NotActive;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Who is not active, as enrollment-service knows. */
@Path("/internal/v1/profiles")
@RegisterRestClient(configKey = Services.ENROLLMENT)
@OidcClientFilter(Services.ENROLLMENT)
@Produces(MediaType.APPLICATION_JSON)
public interface StandingApi {
    @GET
    @Path("/not-active")
    NotActive notActive(@HeaderParam(Headers.CONTEXT) String context);
}
