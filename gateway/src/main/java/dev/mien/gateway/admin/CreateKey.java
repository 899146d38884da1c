package dev.mien.gateway.admin;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * The body of {@code POST …/keys}, which may also be <code>{}</code>.
 *
 * @param expiresInDays null: until it is revoked
 * @param replaces the key that this one follows, which then lives for the overlap alone; null: none
 * @param overlapMinutes how long; {@value #DEFAULT_OVERLAP_MINUTES} by default
 */
@RegisterForReflection
public record CreateKey(Integer expiresInDays, UUID replaces, Integer overlapMinutes) {
    static final int DEFAULT_OVERLAP_MINUTES = 24 * 60;
}
