package dev.mien.gateway.session;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Operation;
import dev.mien.gateway.admission.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One session.
 *
 * @param origin what the browser said when it was opened, let in by the policy of then
 * @param mended refusals that the person could mend, so far
 * @param locale BCP 47, or null
 * @param challenge the liveness steps, in order
 * @param country ISO 3166-1 alpha-2, or null when it is unknown
 */
public record Session(
        SessionId id,
        ApplicationId application,
        Operation operation,
        String origin,
        SessionState state,
        int mended,
        String locale,
        List<String> challenge,
        String country,
        Network network,
        Instant createdAt,
        Instant expiresAt) {
    /** From opening to the last request. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);
    /** How often a refusal that the person can mend leaves a session open. */
    public static final int MAXIMUM_MENDED = 3;

    public Session {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(state, "state");
        challenge = List.copyOf(challenge);
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    public boolean expiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
