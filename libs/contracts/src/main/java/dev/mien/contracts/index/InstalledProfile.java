package dev.mien.contracts.index;

import dev.mien.contracts.context.Liveness;
import java.util.Objects;
import java.util.Set;

/**
 * A model profile that index-service has loaded.
 *
 * @param liveness the guards that its networks can check; a policy may ask for no other
 */
public record InstalledProfile(String name, Set<Liveness> liveness) {
    public InstalledProfile {
        Objects.requireNonNull(name, "name");
        liveness = Set.copyOf(liveness);
    }
}
