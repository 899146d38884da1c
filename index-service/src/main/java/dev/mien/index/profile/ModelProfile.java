package dev.mien.index.profile;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One way to see faces. Templates carry its name, and two profiles never meet in one comparison.
 *
 * @param name letters, digits and dashes
 * @param dimensions floats of a template
 * @param roles by name: {@code detect}, {@code landmarks}, {@code embed} always; others where the profile fills them
 */
public record ModelProfile(
        String name,
        int dimensions,
        Map<String, Role> roles,
        Alignment alignment,
        QualityLimits quality,
        Calibration calibration) {
    public ModelProfile {
        Objects.requireNonNull(alignment, "alignment");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(calibration, "calibration");
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException("a profile is named by 1 to 40 letters, digits and dashes: " + name);
        }
        if (dimensions < 1 || dimensions > 4096) {
            throw new IllegalArgumentException("a template has 1 to 4096 dimensions, not " + dimensions);
        }
        roles = Map.copyOf(roles);
        for (String needed : new String[] {"detect", "landmarks", "embed"}) {
            if (!roles.containsKey(needed)) {
                throw new IllegalArgumentException("profile " + name + " fills no role " + needed);
            }
        }
    }

    /** A role that every profile fills. */
    public Role role(String role) {
        return optionalRole(role).orElseThrow(() -> new IllegalArgumentException("no role " + role + " in " + name));
    }

    /** A role that a profile may leave out; then a policy that needs it cannot be chosen. */
    public Optional<Role> optionalRole(String role) {
        return Optional.ofNullable(roles.get(role));
    }
}
