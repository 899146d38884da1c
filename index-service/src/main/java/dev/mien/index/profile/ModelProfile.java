package dev.mien.index.profile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One way to see faces. Templates carry its name, and two profiles never meet in one comparison.
 *
 * @param name letters, digits and dashes
 * @param dimensions floats of a template
 * @param card licences of its models, and what else is known of them
 * @param roles by name: {@code detect}, {@code landmarks}, {@code embed} always; others where the profile fills them
 * @param mean what the templates of all people have in common, their mean; empty where that is next to nothing
 */
public record ModelProfile(
        String name,
        int dimensions,
        List<Float> mean,
        Card card,
        Map<String, Role> roles,
        Alignment alignment,
        QualityLimits quality,
        Calibration calibration) {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public ModelProfile {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(alignment, "alignment");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(calibration, "calibration");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a profile is named by 1 to 40 small letters, digits and dashes: " + name);
        }
        if (dimensions < 1 || dimensions > 4096) {
            throw new IllegalArgumentException("a template has 1 to 4096 dimensions, not " + dimensions);
        }
        mean = List.copyOf(mean);
        if (!mean.isEmpty() && mean.size() != dimensions) {
            throw new IllegalArgumentException(
                    "the mean of " + name + " has " + mean.size() + " numbers, its templates " + dimensions);
        }
        roles = Map.copyOf(roles);
        for (String needed : new String[] {"detect", "landmarks", "embed"}) {
            if (!roles.containsKey(needed)) {
                throw new IllegalArgumentException("profile " + name + " fills no role " + needed);
            }
        }
        for (Role role : roles.values()) {
            if (!card.licences().contains(role.licence())) {
                throw new IllegalArgumentException("the card of profile " + name + " does not name " + role.licence()
                        + ", the licence of " + role.name());
            }
        }
        requireSamePoints(roles);
        int floats = roles.get("embed").output("embedding").floats();
        if (floats != dimensions) {
            throw new IllegalArgumentException(
                    "profile " + name + " has " + dimensions + " dimensions, its embedding " + floats);
        }
    }

    /** Boxes of both detectors are merged, so their points must mean the same. */
    private static void requireSamePoints(Map<String, Role> roles) {
        Role near = roles.get("detectNear");
        if (near != null
                && !near.boxes()
                        .map(BoxDecoder::points)
                        .equals(roles.get("detect").boxes().map(BoxDecoder::points))) {
            throw new IllegalArgumentException("detect and detectNear do not give the same points");
        }
    }

    /** The same profile with other limits of quality. */
    public ModelProfile with(QualityLimits other) {
        return new ModelProfile(name, dimensions, mean, card, roles, alignment, other, calibration);
    }

    /** A role that every profile fills. */
    public Role role(String role) {
        return optionalRole(role).orElseThrow(() -> new IllegalArgumentException("no role " + role + " in " + name));
    }

    /** How genders are read out of the role {@code age}; empty where it has no such output, or there is no such role. */
    public Optional<Genders> genders() {
        return optionalRole("age").flatMap(Role::genders);
    }

    /** A role that a profile may leave out; then a policy that needs it cannot be chosen. */
    public Optional<Role> optionalRole(String role) {
        return Optional.ofNullable(roles.get(role));
    }
}
