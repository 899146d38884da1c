package dev.mien.contracts.index;

import dev.mien.contracts.context.Liveness;
import java.util.Objects;
import java.util.Set;

/**
 * A model profile that index-service has loaded.
 *
 * @param liveness the guards that its networks can check; a policy may ask for no other
 * @param estimates what its networks can estimate: {@link #AGE}, or nothing
 */
public record InstalledProfile(String name, Set<Liveness> liveness, Set<String> estimates) {
    /** Years. */
    public static final String AGE = "age";

    public InstalledProfile {
        Objects.requireNonNull(name, "name");
        liveness = Set.copyOf(liveness);
        // One that does not say estimates nothing.
        estimates = estimates == null ? Set.of() : Set.copyOf(estimates);
    }
}
