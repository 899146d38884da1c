package dev.mien.gateway.facialid;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.TemplateState;
import dev.mien.gateway.admission.BringsImages;
import dev.mien.gateway.admission.ByKey;
import dev.mien.gateway.admission.Held;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.context.Contexts;
import dev.mien.gateway.key.Backend;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * {@code /v1/facial-ids/{id}/templates}. The body is taken as bytes of any type: a framework that parsed it would write
 * files.
 */
@ByKey
@BringsImages
@Path("/v1/facial-ids/{id}/templates")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TemplateResource {
    private static final byte[] NO_BODY = {};

    private final TemplateApi templates;
    private final Contexts contexts;
    private final Calls calls;
    private final Backend backend;
    private final Held held;

    public TemplateResource(
            @RestClient TemplateApi templates, Contexts contexts, Calls calls, Backend backend, Held held) {
        this.templates = templates;
        this.contexts = contexts;
        this.calls = calls;
        this.backend = backend;
        this.held = held;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Adds another occasion of the same face to the person's template, four at most")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "frame",
                                            properties =
                                                    @SchemaProperty(
                                                            name = "frame",
                                                            type = SchemaType.ARRAY,
                                                            implementation = String.class,
                                                            description = "JPEG, PNG or WebP"))))
    public TemplateState add(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Context HttpServerRequest http,
            byte[] body) {
        try {
            FacialId facialId = facialId(id);
            String context = contexts.ofBackend(backend.application(), Network.of(http), body);
            return held.working(
                    () -> calls.to(Services.ENROLLMENT, () -> templates.add(context, facialId, contentType, body)));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    @DELETE
    @Operation(summary = "Takes all occasions but the enrollment out of the person's template")
    public TemplateState reset(@PathParam("id") String id, @Context HttpServerRequest http) {
        FacialId facialId = facialId(id);
        String context = contexts.ofBackend(backend.application(), Network.of(http), NO_BODY);
        return calls.to(Services.ENROLLMENT, () -> templates.reset(context, facialId));
    }

    /** What is no UUID is nobody's. */
    private static FacialId facialId(String text) {
        try {
            return FacialId.of(text);
        } catch (IllegalArgumentException noId) {
            throw Refusal.of(Code.NOT_FOUND);
        }
    }
}
