package dev.mien.index.face;

import dev.mien.index.detect.Detection;
import dev.mien.index.detect.HeadPose;
import dev.mien.index.embed.Appearance;
import dev.mien.index.quality.Measure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is to be said of one face, without saying whose it is.
 *
 * @param box in pixels of the picture as it was sent, seen upright
 * @param pose empty where the profile cannot tell
 * @param measures every figure that the profile has a limit for
 * @param live how alive it looks, 0 to 1; empty where the profile has no role for it
 * @param appearance empty where nobody asked, or the profile has no role for it
 */
public record FaceReport(
        Detection box,
        Optional<HeadPose> pose,
        List<Measure> measures,
        OptionalDouble live,
        Optional<Appearance> appearance) {
    public FaceReport {
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(pose, "pose");
        measures = List.copyOf(measures);
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(appearance, "appearance");
    }
}
