package dev.mien.index.align;

import dev.mien.index.detect.Face;
import dev.mien.index.detect.Point;
import dev.mien.index.intake.Affine;
import dev.mien.index.profile.Alignment;
import java.util.List;

/**
 * Places the chip that an embedding network was trained on: the similarity from where it expects a face's points,
 * padded, to where they are. Safe for many threads.
 */
public final class ChipAligner {
    private final Alignment.From from;
    private final int[] indexes;
    private final double[] chipX;
    private final double[] chipY;

    public ChipAligner(Alignment alignment) {
        List<Alignment.Point> points = alignment.points();
        this.from = alignment.from();
        this.indexes = new int[points.size()];
        this.chipX = new double[points.size()];
        this.chipY = new double[points.size()];
        double unit = alignment.size() / (1 + 2 * alignment.padding());
        for (int i = 0; i < points.size(); i++) {
            indexes[i] = points.get(i).index();
            chipX[i] = (points.get(i).x() + alignment.padding()) * unit;
            chipY[i] = (points.get(i).y() + alignment.padding()) * unit;
        }
    }

    /**
     * From the chip's coordinates to the picture's.
     *
     * @throws IllegalArgumentException when the points have no extent
     */
    public Affine chipToPicture(Face face) {
        double[] x = new double[indexes.length];
        double[] y = new double[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            switch (from) {
                case LANDMARKS -> {
                    x[i] = face.landmarks().x(indexes[i]);
                    y[i] = face.landmarks().y(indexes[i]);
                }
                case DETECT -> {
                    Point point = face.box().points().get(indexes[i]);
                    x[i] = point.x();
                    y[i] = point.y();
                }
            }
        }
        return Similarity.fit(chipX, chipY, x, y);
    }
}
