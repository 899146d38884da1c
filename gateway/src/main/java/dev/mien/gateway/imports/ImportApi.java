package dev.mien.gateway.imports;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.imports.ImportJob;
import dev.mien.contracts.imports.ImportLine;
import dev.mien.contracts.imports.ImportLinePage;
import dev.mien.contracts.imports.MissingKeys;
import dev.mien.platform.multipart.FrameList;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Imports of one application, as enrollment-service serves them. Bodies are JSON which the context vouches for. */
@Path("/internal/v1/imports")
@RegisterRestClient(configKey = Services.ENROLLMENT)
@OidcClientFilter(Services.ENROLLMENT)
@Produces(MediaType.APPLICATION_JSON)
public interface ImportApi {
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    ImportJob open(@HeaderParam(Headers.CONTEXT) String context, String wanted);

    @GET
    @Path("/{id}")
    ImportJob one(@HeaderParam(Headers.CONTEXT) String context, @PathParam("id") UUID id);

    @PUT
    @Path("/{id}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    ImportJob state(@HeaderParam(Headers.CONTEXT) String context, @PathParam("id") UUID id, String change);

    @POST
    @Path("/{id}/missing")
    @Consumes(MediaType.APPLICATION_JSON)
    MissingKeys missing(@HeaderParam(Headers.CONTEXT) String context, @PathParam("id") UUID id, String keys);

    /** @param after null for the first page */
    @GET
    @Path("/{id}/lines")
    ImportLinePage page(
            @HeaderParam(Headers.CONTEXT) String context,
            @PathParam("id") UUID id,
            @QueryParam("after") String after,
            @QueryParam("limit") int limit);

    /** @param line its JSON and its picture, which the context vouches for */
    @POST
    @Path("/{id}/lines")
    @Consumes(FrameList.MEDIA_TYPE)
    ImportLine line(@HeaderParam(Headers.CONTEXT) String context, @PathParam("id") UUID id, byte[] line);
}
