package dev.mien.gateway.enrollment;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Enrolling, as enrollment-service serves it. */
@Path("/internal/v1/enrollments")
@RegisterRestClient(configKey = Services.ENROLLMENT)
@OidcClientFilter(Services.ENROLLMENT)
public interface EnrollmentApi {
    /** @param contentType as it came in: it holds the boundary */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    Enrolled enroll(
            @HeaderParam(Headers.CONTEXT) String context,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body);
}
