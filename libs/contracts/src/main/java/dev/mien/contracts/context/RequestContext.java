package dev.mien.contracts.context;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The gateway's word for one request, signed (JWS, ES256) and valid for half a minute.
 *
 * @param jti names this request; a probe sealed under it can be stored once
 * @param operation what the bearer may do with it
 * @param session the browser's session; null for a backend
 * @param challenge the liveness steps of the session, in order
 * @param country ISO 3166-1 alpha-2, or null when it is unknown
 * @param address the caller's network, truncated to /24 or /48; never the whole address
 * @param bodySha256 base64url of the SHA-256 of the body that goes with this: a browser's as it came in, a backend's
 *     as the gateway sends it on
 */
public record RequestContext(
        UUID jti,
        ApplicationId application,
        Operation operation,
        SessionId session,
        List<String> challenge,
        String country,
        String address,
        Policy policy,
        String bodySha256,
        Instant issuedAt,
        Instant expiresAt) {
    public RequestContext {
        Objects.requireNonNull(jti, "jti");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(operation, "operation");
        challenge = List.copyOf(challenge);
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(bodySha256, "bodySha256");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        if (operation != Operation.MANAGE && operation != Operation.IMPORT && session == null) {
            throw new IllegalArgumentException("a browser's operation needs a session");
        }
    }
}
