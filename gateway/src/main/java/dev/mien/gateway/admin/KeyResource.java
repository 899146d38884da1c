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
    public Response create(@PathParam("id") String application, byte[] body) {
        KeyAdministration.Created created = keys.create(application, json.read(body, CreateKey.class));
        return Response.status(Response.Status.CREATED)
                .entity(KeyView.of(created.key(), created.secret()))
                .build();
    }

    @GET
    @RolesAllowed({Role.OWNER, Role.OPERATOR, Role.AUDITOR, Role.PRIVACY})
    public KeyList list(@PathParam("id") String application) {
        return new KeyList(keys.list(application).stream().map(KeyView::of).toList());
    }

    @DELETE
    @Path("/{key}")
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    public void revoke(@PathParam("id") String application, @PathParam("key") String key) {
        keys.revoke(application, key);
    }
}
