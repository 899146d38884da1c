package dev.mien.index.face;

import dev.mien.index.detect.Detection;
import dev.mien.index.embed.Appearance;
import dev.mien.index.quality.QualityFigures;
import java.util.Objects;
import java.util.Optional;

/**
 * What was seen in a frame that joined the template.
 *
 * @param index which frame, from 0
 * @param box in pixels of the picture as it was sent, seen upright
 * @param appearance where it was asked for
 */
public record FrameReport(int index, Detection box, QualityFigures quality, Optional<Appearance> appearance) {
    public FrameReport {
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(appearance, "appearance");
    }
}
