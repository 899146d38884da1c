package dev.mien.gateway.authentication;

import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.gateway.admission.BySession;
import dev.mien.gateway.admission.Open;
import dev.mien.gateway.origin.Preflight;
import dev.mien.gateway.passage.Passage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** {@code /v1/authentications}. The body is taken as bytes of any type: a framework that parsed it would write files. */
@Path("/v1/authentications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuthenticationResource {
    private final Passage passage;
    private final AuthenticationApi service;
    private final Preflight preflight;

    public AuthenticationResource(Passage passage, @RestClient AuthenticationApi service, Preflight preflight) {
        this.passage = passage;
        this.service = service;
        this.preflight = preflight;
    }

    @POST
    @BySession
    @Consumes(MediaType.WILDCARD)
    @org.eclipse.microprofile.openapi.annotations.Operation(summary = "Recognizes the person on the frames")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "frame",
                                            properties = {
                                                @SchemaProperty(
                                                        name = "frame",
                                                        type = SchemaType.ARRAY,
                                                        implementation = String.class,
                                                        description =
                                                                "JPEG, PNG or WebP, in the order in which they were taken"),
                                                @SchemaProperty(
                                                        name = "request",
                                                        implementation = String.class,
                                                        description =
                                                                "JSON, may be missing: {facialId? or facialIds?, nonce?}")
                                            })))
    public Recognized authenticate(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return passage.pass(
                Operation.AUTHENTICATE,
                Services.AUTH,
                contentType,
                body,
                context -> service.authenticate(context, contentType, body));
    }

    @OPTIONS
    @Open
    @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
    public Response preflight(@Context HttpHeaders headers) {
        return preflight.answer(headers.getRequestHeader("Origin"), "POST");
    }
}
