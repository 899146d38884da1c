package dev.mien.gateway.result;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.auth.Redemption;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Redeeming what enrollment-service has signed. */
@Path("/internal/v1/result-tokens/redemptions")
@RegisterRestClient(configKey = Services.ENROLLMENT)
@OidcClientFilter(Services.ENROLLMENT)
public interface EnrollmentResultApi {
    /** @param request a {@code RedeemRequest} as JSON, which the context vouches for */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Redemption redeem(@HeaderParam(Headers.CONTEXT) String context, String request);
}
