package dev.mien.auth.enrollment;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.Confirmation;
import dev.mien.contracts.enrollment.Learned;
import dev.mien.contracts.enrollment.LookupAnswer;
import dev.mien.contracts.enrollment.LookupRequest;
import dev.mien.contracts.index.JoinRequest;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What auth-service asks of enrollment-service. */
@Path("/internal/v1/profiles")
@RegisterRestClient(configKey = Services.ENROLLMENT)
@OidcClientFilter(Services.ENROLLMENT)
interface ProfileApi {
    @POST
    @Path("/lookup")
    LookupAnswer lookup(@HeaderParam(Headers.CONTEXT) String context, LookupRequest request);

    @POST
    @Path("/{facialId}/confirmations")
    Confirmation confirm(@HeaderParam(Headers.CONTEXT) String context, @PathParam("facialId") String facialId);

    @POST
    @Path("/{facialId}/occasions")
    Learned learn(
            @HeaderParam(Headers.CONTEXT) String context, @PathParam("facialId") String facialId, JoinRequest request);
}
