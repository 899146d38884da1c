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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

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
    @Operation(summary = "How far people have moved to another model profile")
    public MigrationView view(@PathParam("id") String id, @Context HttpServerRequest http) {
        return migrations.view(id, Network.of(http));
    }

    @Idempotent
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    @Operation(summary = "Begins to move people to another model profile, each at the next recognition")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StartMigration.class)))
    public MigrationView start(@PathParam("id") String id, @Context HttpServerRequest http, byte[] body) {
        return migrations.start(id, json.read(body, StartMigration.class), Network.of(http));
    }

    @DELETE
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    @Operation(summary = "Rolls a migration back; where nobody moves, removes what is left over of one")
    public MigrationView rollBack(@PathParam("id") String id, @Context HttpServerRequest http) {
        return migrations.rollBack(id, Network.of(http));
    }

    @Idempotent
    @POST
    @Path("/finish")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OWNER, Role.OPERATOR})
    @Operation(summary = "Ends a migration; who has not moved has to enroll again")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = FinishMigration.class)))
    public MigrationView finish(@PathParam("id") String id, @Context HttpServerRequest http, byte[] body) {
        return migrations.finish(id, json.read(body, FinishMigration.class), Network.of(http));
    }
}
