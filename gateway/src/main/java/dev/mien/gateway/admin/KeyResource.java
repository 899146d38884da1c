package dev.mien.gateway.admin;

import dev.mien.gateway.admission.ByPerson;
import dev.mien.gateway.json.StrictJson;
import dev.mien.gateway.repeat.Idempotent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/admin/applications/{id}/keys}. */
@ByPerson
@Path("/v1/admin/applications/{id}/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KeyResource {
    private final KeyAdministration keys;
    private final StrictJson json;

    public KeyResource(KeyAdministration keys, StrictJson json) {
        this.keys = keys;
        this.json = json;
    }

    @Idempotent
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    @Operation(summary = "Makes an API key, which is shown in this answer alone")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CreateKey.class)))
    @APIResponse(
            responseCode = "201",
            description = "The key and its secret",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    public Response create(@PathParam("id") String application, byte[] body) {
        KeyAdministration.Created created = keys.create(application, json.read(body, CreateKey.class));
        return Response.status(Response.Status.CREATED)
                .entity(KeyView.of(created.key(), created.secret()))
                .build();
    }

    @GET
    @RolesAllowed({Role.OWNER, Role.OPERATOR, Role.AUDITOR, Role.PRIVACY})
    @Operation(summary = "An application's keys, without their secrets")
    public KeyList list(@PathParam("id") String application) {
        return new KeyList(keys.list(application).stream().map(KeyView::of).toList());
    }

    @DELETE
    @Path("/{key}")
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    @Operation(summary = "Revokes a key: it is refused from now on")
    public void revoke(@PathParam("id") String application, @PathParam("key") String key) {
        keys.revoke(application, key);
    }
}
