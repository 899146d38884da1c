package dev.mien.auth.index;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.platform.multipart.FrameList;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What auth-service asks of index-service. */
@Path("/internal/v1/probes")
@RegisterRestClient(configKey = Services.INDEX)
@OidcClientFilter(Services.INDEX)
interface ProbeApi {
    @POST
    @Consumes(FrameList.MEDIA_TYPE)
    ProbeAnswer probe(
            @HeaderParam(Headers.CONTEXT) String context,
            @QueryParam("purpose") Purpose purpose,
            @QueryParam("facialId") String facialId,
            @QueryParam("among") List<String> among,
            byte[] frames);
}
