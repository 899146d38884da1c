package dev.mien.enrollment.index;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.contracts.index.StoredParts;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.multipart.FrameList;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What this service asks of index-service. */
@Path("/internal/v1")
@RegisterRestClient(configKey = Services.INDEX)
@OidcClientFilter(Services.INDEX)
interface IndexApi {
    @POST
    @Path("/probes")
    @Consumes(FrameList.MEDIA_TYPE)
    ProbeAnswer probe(
            @HeaderParam(Headers.CONTEXT) String context, @QueryParam("purpose") Purpose purpose, byte[] frames);

    /** @param facialId the one person whom the frames are compared with */
    @POST
    @Path("/probes")
    @Consumes(FrameList.MEDIA_TYPE)
    ProbeAnswer probe(
            @HeaderParam(Headers.CONTEXT) String context,
            @QueryParam("purpose") Purpose purpose,
            @QueryParam("facialId") String facialId,
            byte[] frames);

    @POST
    @Path("/templates/{facialId}/occasions")
    TemplateAnswer join(
            @HeaderParam(Headers.CONTEXT) String context,
            @PathParam("facialId") String facialId,
            @QueryParam("purpose") Purpose purpose,
            JoinRequest request);

    @DELETE
    @Path("/templates/{facialId}/occasions")
    TemplateAnswer reset(@HeaderParam(Headers.CONTEXT) String context, @PathParam("facialId") String facialId);

    @POST
    @Path("/index/parts/openings")
    @Consumes(IndexFileBatch.MEDIA_TYPE)
    OpenedParts open(@HeaderParam(Headers.CONTEXT) String context, byte[] parts);

    /** @param incarnation null where nobody was searched for */
    @POST
    @Path("/index/parts/stores")
    @Consumes(IndexFileBatch.MEDIA_TYPE)
    StoredParts store(
            @HeaderParam(Headers.CONTEXT) String context,
            @QueryParam("offset") List<Integer> offsets,
            @QueryParam("incarnation") UUID incarnation,
            @QueryParam("seq") Long seq,
            byte[] parts);

    @POST
    @Path("/templates")
    StoreAnswer store(@HeaderParam(Headers.CONTEXT) String context, StoreRequest request);
}
