package dev.mien.index.align;

import dev.mien.index.detect.Landmarks;
import dev.mien.index.intake.Affine;
import dev.mien.index.profile.Alignment;
import java.util.List;

/**
 * Places the chip that dlib's network was trained on: the similarity from the mean face's points, padded, to the
 * landmarks. Safe for many threads.
 */
public final class ChipAligner {
    private final int[] landmarks;
    private final double[] chipX;
    private final double[] chipY;

    public ChipAligner(Alignment alignment) {
        List<Alignment.Point> points = alignment.points();
        this.landmarks = new int[points.size()];
        this.chipX = new double[points.size()];
        this.chipY = new double[points.size()];
        double unit = alignment.size() / (1 + 2 * alignment.padding());
        for (int i = 0; i < points.size(); i++) {
            landmarks[i] = points.get(i).landmark();
            chipX[i] = (points.get(i).x() + alignment.padding()) * unit;
            chipY[i] = (points.get(i).y() + alignment.padding()) * unit;
        }
    }

    /**
     * From the chip's coordinates to the picture's.
     *
     * @throws IllegalArgumentException when the landmarks have no extent
     */
    public Affine chipToPicture(Landmarks face) {
        double[] x = new double[landmarks.length];
        double[] y = new double[landmarks.length];
        for (int i = 0; i < landmarks.length; i++) {
            x[i] = face.x(landmarks[i]);
            y[i] = face.y(landmarks[i]);
        }
        return Similarity.fit(chipX, chipY, x, y);
    }
}
