package dev.mien.platform.token;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.PayloadSource;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What a result token says. No score: it would teach an attacker.
 *
 * @param at the moment at which the person was found active
 * @param operation {@code enroll} or {@code authenticate}: an enrollment's token is no login
 * @param pin whether a PIN was confirmed
 * @param mode {@code 1:1}, {@code scoped} or {@code 1:N}; null for an enrollment
 * @param nonce what the page gave; null when it gave none
 * @param payload the linked JSON, of which the token carries a digest; null when there is none
 */
public record ResultClaims(
        UUID id,
        ApplicationId application,
        FacialId facialId,
        Instant at,
        String operation,
        Liveness liveness,
        boolean pin,
        String mode,
        String nonce,
        PayloadSource payloadSource,
        String payload) {
    public static final String ENROLL = "enroll";
    public static final String AUTHENTICATE = "authenticate";

    public ResultClaims {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(facialId, "facialId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(liveness, "liveness");
    }
}
