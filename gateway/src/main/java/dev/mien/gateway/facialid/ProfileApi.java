package dev.mien.gateway.facialid;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.Profile;
import dev.mien.contracts.enrollment.ProfilePage;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Facial IDs of one application, as enrollment-service serves them. */
@Path("/internal/v1/profiles")
@RegisterRestClient(configKey = Services.ENROLLMENT)
@OidcClientFilter(Services.ENROLLMENT)
@Produces(MediaType.APPLICATION_JSON)
public interface ProfileApi {
    /** @param after null for the first page */
    @GET
    ProfilePage page(
            @HeaderParam(Headers.CONTEXT) String context,
            @QueryParam("after") String after,
            @QueryParam("limit") int limit);

    @GET
    @Path("/{facialId}")
    Profile one(@HeaderParam(Headers.CONTEXT) String context, @PathParam("facialId") FacialId facialId);

    /** @param change a {@code StateChange} as JSON, which the context vouches for */
    @PUT
    @Path("/{facialId}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    Profile state(
            @HeaderParam(Headers.CONTEXT) String context, @PathParam("facialId") FacialId facialId, String change);
}
