package dev.mien.index.quality;

import dev.mien.index.detect.Face;
import dev.mien.index.detect.HeadPose;
import dev.mien.index.detect.Landmarks;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.QualityLimits;
import dev.mien.index.quality.Verdict.Good;
import dev.mien.index.quality.Verdict.Poor;
import java.util.Objects;

/** Measures a face and holds the figures against the profile's limits. For one thread at a time. */
public final class QualityGate {
    private static final HeadPose UNKNOWN = new HeadPose(0, 0, 0);

    private final QualityLimits limits;
    private final FaceTone tone = new FaceTone();
    private final FaceParts parts = new FaceParts();

    public QualityGate(QualityLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /** Measures the face; the first limit that it misses decides. */
    public Verdict check(Face face, Picture picture) {
        QualityFigures figures = measure(face, picture);
        return Measure.of(figures, limits).stream()
                .filter(Measure::missed)
                .findFirst()
                .<Verdict>map(missed -> new Poor(missed.flaw(), figures, missed.figure(), missed.limit()))
                .orElseGet(() -> new Good(figures));
    }

    /** The figures alone, whatever they are. */
    public QualityFigures measure(Face face, Picture picture) {
        HeadPose pose = HeadPose.of(face.landmarks()).orElse(UNKNOWN);
        FaceParts.Seen seen = parts.look(picture, face.landmarks());
        tone.measure(picture, face.box());
        return new QualityFigures(
                Math.min(face.box().width(), face.box().height()) * picture.reduction(),
                insideShare(face.landmarks(), picture),
                tone.sharpness(),
                tone.brightness(),
                Math.abs(pose.yaw()),
                Math.abs(pose.pitch()),
                seen.mouth(),
                seen.eye(),
                seen.underEyes());
    }

    private static double insideShare(Landmarks landmarks, Picture picture) {
        int inside = 0;
        for (int i = 0; i < landmarks.count(); i++) {
            float x = landmarks.x(i);
            float y = landmarks.y(i);
            if (x >= 0 && y >= 0 && x < picture.width() && y < picture.height()) {
                inside++;
            }
        }
        return (double) inside / landmarks.count();
    }
}
