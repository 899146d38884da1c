package dev.mien.contracts.index;

import java.util.Objects;

/**
 * One figure of a face and the limit that the model profile has for it.
 *
 * @param name {@code facePixels}, {@code insideShare}, {@code yaw}, {@code pitch}, {@code brightness}, {@code
 *     sharpness}, {@code mouth}, {@code eye} or {@code underEyes}
 * @param minimum null where the limit is a maximum
 * @param maximum null where the limit is a minimum
 * @param flaw what is wrong when the limit is missed, in capitals; null when it is kept
 */
public record QualityFigure(String name, double figure, Double minimum, Double maximum, String flaw) {
    public QualityFigure {
        Objects.requireNonNull(name, "name");
        if ((minimum == null) == (maximum == null)) {
            throw new IllegalArgumentException("a limit is a minimum or a maximum");
        }
    }
}
