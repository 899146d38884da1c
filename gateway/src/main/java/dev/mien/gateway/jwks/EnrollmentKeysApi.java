package dev.mien.gateway.jwks;

import dev.mien.contracts.Services;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The public keys of enrollment-service. */
@Path("/internal/v1/keys")
@RegisterRestClient(configKey = Services.ENROLLMENT)
@OidcClientFilter(Services.ENROLLMENT)
public interface EnrollmentKeysApi extends Keys {}
