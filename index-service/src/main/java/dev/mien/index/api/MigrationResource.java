package dev.mien.index.api;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.index.MigrationProgress;
import dev.mien.index.migrate.Migrations;
import dev.mien.platform.context.ContextVerifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /internal/v1/migration}: how far an application's people have moved, and the end of what is left over. */
@Path("/internal/v1/migration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MigrationResource {
    private final Migrations migrations;
    private final ContextVerifier contexts;

    public MigrationResource(Migrations migrations, ContextVerifier contexts) {
        this.migrations = migrations;
        this.contexts = contexts;
    }

    @GET
    @RolesAllowed(Services.GATEWAY)
    public MigrationProgress progress(@HeaderParam(Headers.CONTEXT) String word) {
        return migrations.progress(contexts.require(word, Operation.MANAGE));
    }

    @POST
    @Path("/cleanups")
    @RolesAllowed(Services.GATEWAY)
    public MigrationProgress cleanUp(@HeaderParam(Headers.CONTEXT) String word) {
        return migrations.cleanUp(contexts.require(word, Operation.MANAGE));
    }
}
