package dev.mien.gateway.photo;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.index.PhotoAnalysis;
import dev.mien.contracts.index.PhotoComparison;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Looking at pictures, as index-service serves it. */
@Path("/internal/v1")
@RegisterRestClient(configKey = Services.INDEX)
@OidcClientFilter(Services.INDEX)
public interface PhotoApi {
    /** @param contentType as it came in: it holds the boundary */
    @POST
    @Path("/face-comparisons")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    PhotoComparison compare(
            @HeaderParam(Headers.CONTEXT) String context,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body);

    /** @param contentType as it came in: it holds the boundary */
    @POST
    @Path("/face-analyses")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    PhotoAnalysis analyse(
            @HeaderParam(Headers.CONTEXT) String context,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body);
}
