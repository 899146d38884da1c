package dev.mien.gateway.admin;

import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.IndexFileKey;
import dev.mien.contracts.index.IndexKeys;
import dev.mien.gateway.admission.ByPerson;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.repeat.Idempotent;
import dev.mien.platform.indexfile.IndexFileFormat;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
    /** The key of the file that comes in: not a part of an address, which logs keep. */
    static final String KEY_HEADER = "Mien-Index-Key";

    private final IndexAdministration index;
    private final IndexImportAdministration imports;

    public IndexResource(IndexAdministration index, IndexImportAdministration imports) {
        this.index = index;
        this.imports = imports;
    }

    @GET
    @Operation(summary = "Size, growth and search figures of the index, and how near it is to its largest search")
    @RolesAllowed({Role.OWNER, Role.OPERATOR, Role.AUDITOR, Role.PRIVACY})
    public IndexFigures figures(@PathParam("id") String id, @Context HttpServerRequest http) {
        return index.figures(id, Network.of(http));
    }

    @GET
    @Path("/rekey")
    @Operation(summary = "The index's keys: their epoch, and how far an exchange is")
    @RolesAllowed({Role.OWNER, Role.OPERATOR, Role.AUDITOR, Role.PRIVACY})
    public IndexKeys keys(@PathParam("id") String id, @Context HttpServerRequest http) {
        return index.keys(id, Network.of(http));
    }

    @Idempotent
    @POST
    @Path("/rekey")
    @Operation(
            summary =
                    "Makes another index key; the templates' keys are wrapped by it in the background, and searching goes on")
    @RolesAllowed(Role.OWNER)
    public IndexKeys rekey(@PathParam("id") String id, @Context HttpServerRequest http) {
        return index.rekey(id, Network.of(http));
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

    /** Nothing is kept of what comes in but what index-service stores: the file is passed on part by part. */
    @POST
    @Path("/imports")
    @Consumes(IndexFileFormat.MEDIA_TYPE)
    @Operation(
            summary =
                    "Imports an index file; the same file again goes on where it stopped. termsVersion is the one in force,"
                            + " basis says in words why these people may be imported")
    @RolesAllowed(Role.OWNER)
    public IndexImportView take(
            @PathParam("id") String id,
            @HeaderParam(KEY_HEADER) String key,
            @QueryParam("termsVersion") String termsVersion,
            @QueryParam("basis") String basis,
            @Context HttpServerRequest http,
            InputStream file) {
        return IndexImportView.of(
                imports.take(id, new IndexImportAdministration.Word(key, termsVersion, basis), Network.of(http), file));
    }

    @GET
    @Path("/imports/{file}")
    @Operation(summary = "How far the import of an index file is")
    @RolesAllowed(Role.OWNER)
    public IndexImportView imported(
            @PathParam("id") String id, @PathParam("file") String file, @Context HttpServerRequest http) {
        return IndexImportView.of(imports.find(id, file, Network.of(http)));
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
