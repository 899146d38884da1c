package dev.mien.gateway.jwks;

import dev.mien.gateway.admission.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /.well-known/jwks.json}. */
@Open
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JwksResource {
    private final PublishedKeys keys;

    public JwksResource(PublishedKeys keys) {
        this.keys = keys;
    }

    @GET
    @Operation(summary = "The public keys of result tokens and receipts, as a JWK set")
    public Response get() {
        return Response.ok(keys.all())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + PublishedKeys.FRESH.toSeconds())
                .build();
    }
}
