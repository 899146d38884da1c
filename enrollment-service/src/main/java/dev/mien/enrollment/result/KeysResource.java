package dev.mien.enrollment.result;

import dev.mien.contracts.Services;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** The public half of the key that signs result tokens, as a JWK set. */
@Path("/internal/v1/keys")
@RolesAllowed(Services.GATEWAY)
@RunOnVirtualThread
public class KeysResource {
    private final Results results;

    KeysResource(Results results) {
        this.results = results;
    }

    @GET
    public Map<String, Object> keys() {
        return results.publicKeys();
    }
}
