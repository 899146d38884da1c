package dev.mien.gateway.application;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.context.Policy;
import java.time.Instant;
import java.util.Objects;

/**
 * One application.
 *
 * @param organization who owns it
 * @param revision rises with every change; the policy carries the one that it was last changed by
 */
public record Application(
        ApplicationId id,
        String organization,
        String name,
        ApplicationState state,
        long revision,
        Policy policy,
        Instant createdAt) {
    public Application {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(organization, "organization");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    public boolean active() {
        return state == ApplicationState.ACTIVE;
    }
}
