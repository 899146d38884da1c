package dev.mien.gateway.facialid;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.TemplateState;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Changing templates, as enrollment-service serves it. */
@Path("/internal/v1/profiles/{facialId}/templates")
@RegisterRestClient(configKey = Services.ENROLLMENT)
@OidcClientFilter(Services.ENROLLMENT)
@Produces(MediaType.APPLICATION_JSON)
public interface TemplateApi {
    /** @param contentType as it came in: it holds the boundary */
    @POST
    @Consumes(MediaType.WILDCARD)
    TemplateState add(
            @HeaderParam(Headers.CONTEXT) String context,
            @PathParam("facialId") FacialId facialId,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body);

    @DELETE
    TemplateState reset(@HeaderParam(Headers.CONTEXT) String context, @PathParam("facialId") FacialId facialId);
}
