package dev.mien.gateway.admin;

import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.IndexFileKey;
import dev.mien.gateway.admission.ByPerson;
import dev.mien.gateway.admission.Network;
import dev.mien.platform.indexfile.IndexFileFormat;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/admin/applications/{id}/index}. */
@ByPerson
@Path("/v1/admin/applications/{id}/index")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IndexResource {
    private final IndexAdministration index;

    public IndexResource(IndexAdministration index) {
        this.index = index;
    }

    @GET
    @Operation(summary = "Size, growth and search figures of the index, and how near it is to its largest search")
    @RolesAllowed({Role.OWNER, Role.OPERATOR, Role.AUDITOR, Role.PRIVACY})
    public IndexFigures figures(@PathParam("id") String id, @Context HttpServerRequest http) {
        return index.figures(id, Network.of(http));
    }

    @GET
    @Path("/file")
    @Produces(IndexFileFormat.MEDIA_TYPE)
    @Operation(
            summary =
                    "The index as one encrypted file (docs/index-format.md); a transfer that breaks off is not one, and"
                            + " ./mien index verify tells")
    @RolesAllowed(Role.OWNER)
    public Response download(@PathParam("id") String id, @Context HttpServerRequest http) {
        InputStream file = index.download(id, Network.of(http));
        StreamingOutput passing = to -> {
            try (file) {
                file.transferTo(to);
            }
        };
        return Response.ok(passing, IndexFileFormat.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"mien-" + id + ".index\"")
                .build();
    }

    @GET
    @Path("/key")
    @Operation(
            summary =
                    "The key of one index file: file and keyVersion are in its header, which ./mien index inspect prints")
    @RolesAllowed(Role.OWNER)
    public IndexFileKey key(
            @PathParam("id") String id,
            @QueryParam("file") String file,
            @QueryParam("keyVersion") String keyVersion,
            @Context HttpServerRequest http) {
        return index.key(id, file, keyVersion, Network.of(http));
    }
}
