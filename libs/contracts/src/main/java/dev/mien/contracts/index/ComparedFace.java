package dev.mien.contracts.index;

import java.util.Objects;

/** The face of one of two pictures that were compared. */
public record ComparedFace(FaceBox box, FaceQuality quality) {
    public ComparedFace {
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(quality, "quality");
    }
}
