package dev.mien.gateway.admin;

import dev.mien.gateway.admission.ByPerson;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.json.StrictJson;
import dev.mien.gateway.repeat.Idempotent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /v1/admin/applications/{id}/migration}. */
@ByPerson
@Path("/v1/admin/applications/{id}/migration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MigrationResource {
    private final MigrationAdministration migrations;
    private final StrictJson json;

    public MigrationResource(MigrationAdministration migrations, StrictJson json) {
        this.migrations = migrations;
        this.json = json;
    }

    @GET
    @RolesAllowed({Role.OWNER, Role.OPERATOR, Role.AUDITOR, Role.PRIVACY})
    public MigrationView view(@PathParam("id") String id, @Context HttpServerRequest http) {
        return migrations.view(id, Network.of(http));
    }

    @Idempotent
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    public MigrationView start(@PathParam("id") String id, @Context HttpServerRequest http, byte[] body) {
        return migrations.start(id, json.read(body, StartMigration.class), Network.of(http));
    }

    @DELETE
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    public MigrationView rollBack(@PathParam("id") String id, @Context HttpServerRequest http) {
        return migrations.rollBack(id, Network.of(http));
    }

    @Idempotent
    @POST
    @Path("/finish")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    public MigrationView finish(@PathParam("id") String id, @Context HttpServerRequest http, byte[] body) {
        return migrations.finish(id, json.read(body, FinishMigration.class), Network.of(http));
    }
}
