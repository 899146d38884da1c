package dev.mien.gateway.imports;

import dev.mien.contracts.Code;
import dev.mien.contracts.Services;
import dev.mien.gateway.admission.BatchFilter;
import dev.mien.gateway.admission.BringsLines;
import dev.mien.gateway.admission.ByKey;
import dev.mien.gateway.admission.Held;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.context.Contexts;
import dev.mien.gateway.key.Backend;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.multipart.Bounds;
import dev.mien.platform.multipart.NamedPhotos;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * {@code /v1/enrollments/imports/{id}/lines}. The body is read raw, whatever its type: a framework that parsed it would write
 * files.
 */
@ByKey
@Path("/v1/enrollments/imports/{id}/lines")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LineResource {
    private static final byte[] NO_BODY = {};

    private final ImportApi imports;
    private final Batches batches;
    private final Contexts contexts;
    private final Calls calls;
    private final Backend backend;
    private final Held held;

    public LineResource(
            @RestClient ImportApi imports,
            Batches batches,
            Contexts contexts,
            Calls calls,
            Backend backend,
            Held held) {
        this.imports = imports;
        this.batches = batches;
        this.contexts = contexts;
        this.calls = calls;
        this.backend = backend;
        this.held = held;
    }

    @POST
    @BringsLines
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary =
                    "Enrolls from a batch of pictures: 1 to 16 parts image, each with your own key as file name, and for"
                            + " any of them a part payload with the same file name")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "image",
                                            properties = {
                                                @SchemaProperty(
                                                        name = "image",
                                                        type = SchemaType.ARRAY,
                                                        implementation = String.class,
                                                        description =
                                                                "JPEG, PNG or WebP; its file name is your own key"),
                                                @SchemaProperty(
                                                        name = "payload",
                                                        type = SchemaType.ARRAY,
                                                        implementation = String.class,
                                                        description = "JSON; its file name is that of its image")
                                            })))
    @APIResponse(
            responseCode = "200",
            description = "A result for each line, in order",
            content = @Content(schema = @Schema(implementation = LineView.Batch.class)))
    public Response take(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Context HttpServerRequest http,
            InputStream sent)
            throws IOException {
        byte[] body = sent.readNBytes(Bounds.IMPORT_BODY_BYTES + 1);
        try {
            BatchFilter.requireSize(body.length);
            UUID job = ImportResource.importId(id);
            try (NamedPhotos photos = NamedPhotos.read(contentType, body)) {
                return held.working(
                        () -> batches.take(job, photos, backend.application(), Network.of(http), http.response()));
            }
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    @GET
    @Operation(summary = "The results of an import's lines, in the order in which they first came")
    public LineView.Page page(
            @PathParam("id") String id,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @Context HttpServerRequest http) {
        UUID job = ImportResource.importId(id);
        int wanted = limit(limit);
        String context = contexts.ofBackend(backend.application(), Network.of(http), NO_BODY);
        return LineView.Page.of(calls.to(Services.ENROLLMENT, () -> imports.page(context, job, after, wanted)));
    }

    private static int limit(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw Refusal.of(Code.INVALID_REQUEST, "limit must be a number.");
        }
    }
}
