package dev.mien.index.quality;

import dev.mien.index.detect.Face;
import dev.mien.index.detect.Landmarks;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.QualityLimits;
import dev.mien.index.quality.Verdict.Flaw;
import dev.mien.index.quality.Verdict.Good;
import dev.mien.index.quality.Verdict.Poor;
import java.util.Objects;

/** Measures a face and holds the figures against the profile's limits. */
public final class QualityGate {
    /** Landmarks reach up to the forehead's edge, which tight portraits cut: only a face that misses more is cut off. */
    private static final double INSIDE_SHARE_MIN = 0.85;

    private final QualityLimits limits;

    public QualityGate(QualityLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    public Verdict check(Face face, Picture picture) {
        double pixels = Math.min(face.box().width(), face.box().height()) * picture.reduction();
        QualityFigures figures = new QualityFigures(pixels, insideShare(face.landmarks(), picture));
        if (figures.facePixels() < limits.minFacePixels()) {
            return new Poor(Flaw.TOO_SMALL, figures);
        }
        if (figures.insideShare() < INSIDE_SHARE_MIN) {
            return new Poor(Flaw.CUT_OFF, figures);
        }
        return new Good(figures);
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
