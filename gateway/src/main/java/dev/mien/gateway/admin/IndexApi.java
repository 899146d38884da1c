package dev.mien.gateway.admin;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.IndexFileKey;
import dev.mien.contracts.index.IndexKeys;
import dev.mien.contracts.index.IndexMark;
import dev.mien.platform.indexfile.IndexFileFormat;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** An application's index as a whole, as index-service serves it. */
@Path("/internal/v1/index")
@RegisterRestClient(configKey = Services.INDEX)
@OidcClientFilter(Services.INDEX)
@Produces(MediaType.APPLICATION_JSON)
public interface IndexApi {
    @GET
    IndexFigures figures(@HeaderParam(Headers.CONTEXT) String context);

    @GET
    @Path("/keys")
    IndexKeys keys(@HeaderParam(Headers.CONTEXT) String context);

    @POST
    @Path("/keys")
    IndexKeys exchange(@HeaderParam(Headers.CONTEXT) String context);

    @GET
    @Path("/files/mark")
    IndexMark mark(@HeaderParam(Headers.CONTEXT) String context);

    /**
     * @param request an {@code IndexFileRequest} as JSON, which the context vouches for
     * @return the file as it comes; the caller's to close
     */
    @POST
    @Path("/files")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(IndexFileFormat.MEDIA_TYPE)
    InputStream file(@HeaderParam(Headers.CONTEXT) String context, String request);

    @GET
    @Path("/files/{file}/key")
    IndexFileKey key(
            @HeaderParam(Headers.CONTEXT) String context,
            @PathParam("file") UUID file,
            @QueryParam("version") String version);
}
