package dev.mien.gateway.erasure;

import dev.mien.contracts.Code;
import dev.mien.gateway.admission.ByKey;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.context.Contexts;
import dev.mien.gateway.key.Backend;
import dev.mien.platform.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/erasures/{id}}. */
@ByKey
@Path("/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasureResource {
    private static final byte[] NO_BODY = {};
    private final Erasing erasing;
    private final Contexts contexts;
    private final Backend backend;

    public ErasureResource(Erasing erasing, Contexts contexts, Backend backend) {
        this.erasing = erasing;
        this.contexts = contexts;
        this.backend = backend;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far an erasure is, and who has confirmed it")
    public ErasureView get(@PathParam("id") String id, @Context HttpServerRequest http) {
        return erasing.find(id(id), contexts.ofBackend(backend.application(), Network.of(http), NO_BODY));
    }

    /** What is no UUID is nobody's. */
    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Refusal.of(Code.NOT_FOUND);
        }
    }
}
