package dev.mien.auth.result;

import dev.mien.contracts.Services;
import dev.mien.platform.token.ResultTokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** The public half of the key that signs results, for the gateway's {@code jwks.json}. */
@Path("/internal/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class KeysResource {
    private final ResultTokens tokens;

    KeysResource(ResultTokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @RolesAllowed(Services.GATEWAY)
    public Map<String, Object> keys() {
        return tokens.publicKeys();
    }
}
