package dev.mien.index.embed;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a network takes a face for, by its looks. What somebody is, no picture tells.
 *
 * @param years the estimated age
 * @param male the probability, 0 to 1, that people would say of the face that it is a man's and not a woman's; empty where
 *     nobody asked, or the profile has no output for it
 */
public record Appearance(double years, OptionalDouble male) {
    public Appearance {
        Objects.requireNonNull(male, "male");
    }

    /** Over the frames of one sitting; empty where nothing was estimated. */
    public static Optional<Appearance> mean(List<Appearance> frames) {
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Appearance(
                frames.stream().mapToDouble(Appearance::years).average().orElseThrow(),
                frames.stream().flatMapToDouble(frame -> frame.male().stream()).average()));
    }
}
