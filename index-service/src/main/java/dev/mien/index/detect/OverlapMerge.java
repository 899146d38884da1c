package dev.mien.index.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes one box of the many that a detector gives for one face: their mean, weighted by score. Steadier than keeping
 * the best (Bazarevsky et al., BlazeFace, 2019).
 */
final class OverlapMerge {
    private OverlapMerge() {}

    /**
     * Merges what overlaps; best score first.
     *
     * @param overlap intersection over union from which on two boxes are one face
     */
    static List<Detection> merge(List<Detection> boxes, double overlap) {
        List<Detection> left = new ArrayList<>(boxes);
        left.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> faces = new ArrayList<>();
        while (!left.isEmpty()) {
            Detection best = left.getFirst();
            List<Detection> same = new ArrayList<>();
            left.removeIf(other -> {
                boolean joins = other.equals(best) || best.overlap(other) > overlap;
                if (joins) {
                    same.add(other);
                }
                return joins;
            });
            faces.add(mean(same, best.score()));
        }
        return faces;
    }

    private static Detection mean(List<Detection> same, double score) {
        double weight = 0;
        double[] box = new double[4];
        double[] points = new double[2 * same.getFirst().points().size()];
        for (Detection one : same) {
            weight += one.score();
            box[0] += one.score() * one.left();
            box[1] += one.score() * one.top();
            box[2] += one.score() * one.right();
            box[3] += one.score() * one.bottom();
            for (int p = 0; p < points.length / 2; p++) {
                points[2 * p] += one.score() * one.points().get(p).x();
                points[2 * p + 1] += one.score() * one.points().get(p).y();
            }
        }
        List<Point> merged = new ArrayList<>(points.length / 2);
        for (int p = 0; p < points.length / 2; p++) {
            merged.add(new Point(points[2 * p] / weight, points[2 * p + 1] / weight));
        }
        return new Detection(
                box[0] / weight, box[1] / weight, box[2] / weight, box[3] / weight, List.copyOf(merged), score);
    }
}
