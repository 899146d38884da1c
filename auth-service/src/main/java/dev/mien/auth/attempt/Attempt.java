package dev.mien.auth.attempt;

import dev.mien.auth.decide.Claim;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.RequestContext;
import java.util.Objects;
import java.util.UUID;

/**
 * One request on its way to a decision.
 *
 * @param id names the attempt in events
 * @param jws the request context as it came, to be passed on
 * @param nonce what the page wants to find in the token; null
 */
record Attempt(UUID id, RequestContext context, String jws, byte[] partsDigest, Claim claim, String nonce) {
    Attempt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(jws, "jws");
        Objects.requireNonNull(partsDigest, "partsDigest");
        Objects.requireNonNull(claim, "claim");
    }

    ApplicationId application() {
        return context.application();
    }

    SessionId session() {
        return context.session();
    }
}
