package dev.mien.index.face;

import dev.mien.index.quality.QualityFigures;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What was seen in a frame that joined the template.
 *
 * @param index which frame, from 0
 * @param faceScore the detector's probability, 0 to 1
 * @param years estimated age, where it was asked for
 */
public record FrameReport(int index, double faceScore, QualityFigures quality, OptionalDouble years) {
    public FrameReport {
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(years, "years");
    }
}
