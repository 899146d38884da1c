package dev.mien.gateway.jwks;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What each signer serves. */
public interface Keys {
    /** @return a JWK set as JSON */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    String keys();
}
