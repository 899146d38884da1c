package dev.mien.contracts.index;

import java.util.List;
import java.util.Objects;

/**
 * Whether two pictures show one person. Nothing of it is stored. For backends alone: a score teaches an attacker.
 *
 * @param similarity cosine of the two templates, -1 to 1; what it is worth differs from profile to profile. Amazon
 *     Rekognition's similarity, 0 to 1, where that is the application's engine
 * @param confidence the share of pairs of strangers that are less similar, where the profile was calibrated: 1 - FMR at
 *     this similarity, never more than the calibration has pairs for. Not the probability that it is one person. Null for an
 *     engine that has no calibration
 * @param match whether the similarity reaches the threshold
 * @param profile the model profile that looked
 * @param images the face of each picture, in the order in which they were sent
 */
public record PhotoComparison(
        double similarity,
        Double confidence,
        boolean match,
        MatchThreshold threshold,
        String profile,
        List<ComparedFace> images) {
    public PhotoComparison {
        Objects.requireNonNull(threshold, "threshold");
        Objects.requireNonNull(profile, "profile");
        images = List.copyOf(images);
    }
}
