package dev.mien.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mien.gateway.credential.OpaqueToken;
import dev.mien.gateway.key.ApiKey;
import dev.mien.gateway.repeat.ShownOnce;
import java.time.Instant;
import java.util.UUID;

/**
 * A key as its organization sees it.
 *
 * @param apiKey the secret, in the one answer that creates it; missing in every other
 */
public record KeyView(
        UUID keyId,
        @JsonInclude(JsonInclude.Include.NON_NULL) String apiKey,
        Instant createdAt,
        Instant expiresAt,
        Instant revokedAt)
        implements ShownOnce {
    static KeyView of(ApiKey key) {
        return new KeyView(key.id(), null, key.createdAt(), key.expiresAt(), key.revokedAt());
    }

    static KeyView of(ApiKey key, OpaqueToken secret) {
        return new KeyView(key.id(), secret.reveal(), key.createdAt(), key.expiresAt(), key.revokedAt());
    }

    @Override
    public String toString() {
        return "KeyView[" + keyId + "]";
    }
}
