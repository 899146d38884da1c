package dev.mien.gateway.photo;

import dev.mien.contracts.Services;
import dev.mien.contracts.index.PhotoAnalysis;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.gateway.admission.BringsImages;
import dev.mien.gateway.admission.ByKey;
import dev.mien.gateway.admission.Held;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.context.Contexts;
import dev.mien.gateway.key.Backend;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.multipart.Photos;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * {@code /v1/face-comparisons} and {@code /v1/face-analyses}. The body is taken as bytes of any type: a framework that
 * parsed it would write files.
 */
@ByKey
@BringsImages
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PhotoResource {
    private final PhotoApi index;
    private final Contexts contexts;
    private final Calls calls;
    private final Backend backend;
    private final Held held;

    public PhotoResource(@RestClient PhotoApi index, Contexts contexts, Calls calls, Backend backend, Held held) {
        this.index = index;
        this.contexts = contexts;
        this.calls = calls;
        this.backend = backend;
        this.held = held;
    }

    @POST
    @Path("/face-comparisons")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Compares the faces of two pictures, two parts called image; nothing is stored")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "image",
                                            properties =
                                                    @SchemaProperty(
                                                            name = "image",
                                                            type = SchemaType.ARRAY,
                                                            implementation = String.class,
                                                            description = "JPEG, PNG or WebP"))))
    public PhotoComparison compare(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, @Context HttpServerRequest http, byte[] body) {
        return look(http, contentType, body, 2, context -> index.compare(context, contentType, body));
    }

    @POST
    @Path("/face-analyses")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Says what is on a picture, one part called image; nothing is stored")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "image",
                                            properties =
                                                    @SchemaProperty(
                                                            name = "image",
                                                            type = SchemaType.ARRAY,
                                                            implementation = String.class,
                                                            description = "JPEG, PNG or WebP"))))
    public PhotoAnalysis analyse(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, @Context HttpServerRequest http, byte[] body) {
        return look(http, contentType, body, 1, context -> index.analyse(context, contentType, body));
    }

    /** What index-service would refuse by its form does not get that far. */
    private <T> T look(HttpServerRequest http, String contentType, byte[] body, int count, Function<String, T> onward) {
        try {
            Photos.read(contentType, body, count).close();
            String context = contexts.ofBackend(backend.application(), Network.of(http), body);
            return held.working(() -> calls.to(Services.INDEX, () -> onward.apply(context)));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }
}
