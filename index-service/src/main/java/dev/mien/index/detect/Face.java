package dev.mien.index.detect;

import java.util.Objects;

/**
 * The one face of a picture.
 *
 * @param box in the picture's pixels
 * @param landmarks in the picture's pixels
 */
public record Face(Detection box, Landmarks landmarks) {
    public Face {
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(landmarks, "landmarks");
    }
}
