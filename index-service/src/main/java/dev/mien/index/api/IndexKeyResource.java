package dev.mien.index.api;

import dev.mien.contracts.Headers;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.index.IndexKeys;
import dev.mien.index.epoch.Rekeying;
import dev.mien.platform.context.ContextVerifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /internal/v1/index/keys}: the keys of an application's index, and their exchange. */
@Path("/internal/v1/index/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IndexKeyResource {
    private final Rekeying rekeying;
    private final KeyLoop upkeep;
    private final ContextVerifier contexts;

    public IndexKeyResource(Rekeying rekeying, KeyLoop upkeep, ContextVerifier contexts) {
        this.rekeying = rekeying;
        this.upkeep = upkeep;
        this.contexts = contexts;
    }

    @GET
    @RolesAllowed(Services.GATEWAY)
    public IndexKeys keys(@HeaderParam(Headers.CONTEXT) String word) {
        return rekeying.of(contexts.require(word, Operation.MANAGE));
    }

    /** The templates' keys are wrapped anew in the background, beginning now. */
    @POST
    @RolesAllowed(Services.GATEWAY)
    public IndexKeys exchange(@HeaderParam(Headers.CONTEXT) String word) {
        IndexKeys begun = rekeying.begin(contexts.require(word, Operation.MANAGE));
        upkeep.soon();
        return begun;
    }
}
