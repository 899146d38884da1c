package dev.mien.gateway.jwks;

import dev.mien.contracts.Services;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The public keys of deletion-service. */
@Path("/internal/v1/keys")
@RegisterRestClient(configKey = Services.DELETION)
@OidcClientFilter(Services.DELETION)
public interface ReceiptKeysApi extends Keys {}
