package dev.mien.deletion.erasure;

import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.EndOfLife;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What deletion-service asks of enrollment-service. */
@Path("/internal/v1")
@RegisterRestClient(configKey = Services.ENROLLMENT)
@OidcClientFilter(Services.ENROLLMENT)
public interface EnrollmentApi {
    /** Answers after the commit of the end of <em>active</em>. Idempotent; repeats {@code erasure.requested}. */
    @POST
    @Path("/ends-of-life")
    void end(EndOfLife end);
}
