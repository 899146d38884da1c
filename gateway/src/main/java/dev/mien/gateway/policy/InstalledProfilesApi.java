package dev.mien.gateway.policy;

import dev.mien.contracts.Services;
import dev.mien.contracts.index.InstalledProfiles;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What index-service's model profiles can do. */
@Path("/internal/v1/profiles")
@RegisterRestClient(configKey = Services.INDEX)
@OidcClientFilter(Services.INDEX)
public interface InstalledProfilesApi {
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    InstalledProfiles installed();
}
