package dev.mien.index.quality;

import dev.mien.index.detect.Face;
import dev.mien.index.detect.HeadPose;
import dev.mien.index.detect.Landmarks;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.QualityLimits;
import dev.mien.index.quality.Verdict.Flaw;
import dev.mien.index.quality.Verdict.Good;
import dev.mien.index.quality.Verdict.Poor;
import java.util.Objects;

/** Measures a face and holds the figures against the profile's limits. For one thread at a time. */
public final class QualityGate {
    /**
     * Landmarks reach up to the forehead's edge, which tight portraits cut: only a face that misses more is cut off.
     */
    private static final double INSIDE_SHARE_MIN = 0.85;

    private static final HeadPose UNKNOWN = new HeadPose(0, 0);

    private final QualityLimits limits;
    private final FaceTone tone = new FaceTone();
    private final FaceParts parts = new FaceParts();

    public QualityGate(QualityLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /** The flaw that most explains the others comes first: a small face is blurred, too. */
    public Verdict check(Face face, Picture picture) {
        QualityFigures figures = measure(face, picture);
        if (figures.facePixels() < limits.minFacePixels()) {
            return new Poor(Flaw.TOO_SMALL, figures, figures.facePixels(), limits.minFacePixels());
        }
        if (figures.insideShare() < INSIDE_SHARE_MIN) {
            return new Poor(Flaw.CUT_OFF, figures, figures.insideShare(), INSIDE_SHARE_MIN);
        }
        if (figures.yaw() > limits.maxYaw()) {
            return new Poor(Flaw.TURNED_AWAY, figures, figures.yaw(), limits.maxYaw());
        }
        if (figures.pitch() > limits.maxPitch()) {
            return new Poor(Flaw.TURNED_AWAY, figures, figures.pitch(), limits.maxPitch());
        }
        if (figures.brightness() < limits.minBrightness()) {
            return new Poor(Flaw.DARK, figures, figures.brightness(), limits.minBrightness());
        }
        if (figures.sharpness() < limits.minSharpness()) {
            return new Poor(Flaw.BLURRED, figures, figures.sharpness(), limits.minSharpness());
        }
        if (figures.mouth() < limits.minMouth()) {
            return new Poor(Flaw.MOUTH_COVERED, figures, figures.mouth(), limits.minMouth());
        }
        if (figures.eye() < limits.minEye()) {
            return new Poor(Flaw.EYE_COVERED, figures, figures.eye(), limits.minEye());
        }
        if (figures.underEyes() < limits.minUnderEyes()) {
            return new Poor(Flaw.DARK_GLASSES, figures, figures.underEyes(), limits.minUnderEyes());
        }
        return new Good(figures);
    }

    private QualityFigures measure(Face face, Picture picture) {
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
