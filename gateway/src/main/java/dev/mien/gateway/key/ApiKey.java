package dev.mien.gateway.key;

import java.time.Instant;
import java.util.UUID;

/**
 * One key of an application; its secret is known to its bearer alone.
 *
 * @param expiresAt null: it does not expire
 * @param revokedAt null: it has not been revoked
 */
public record ApiKey(UUID id, Instant createdAt, Instant expiresAt, Instant revokedAt) {
    public boolean aliveAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
