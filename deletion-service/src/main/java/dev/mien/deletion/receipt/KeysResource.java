package dev.mien.deletion.receipt;

import dev.mien.contracts.Services;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** The public half of the receipt key, for the gateway to publish. */
@Path("/internal/v1/keys")
@RunOnVirtualThread
public class KeysResource {
    private final ReceiptKey key;

    KeysResource(ReceiptKey key) {
        this.key = key;
    }

    @GET
    @RolesAllowed(Services.GATEWAY)
    public Map<String, Object> keys() {
        return key.publicKeys();
    }
}
