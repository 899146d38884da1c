package dev.mien.index.profile;

import java.util.List;

/**
 * Where an embedding network expects a face.
 *
 * @param size pixels a side
 * @param padding of the unit square on each side, in its sides
 * @param points where landmarks should lie in the unit square
 */
public record Alignment(int size, double padding, List<Point> points) {
    public Alignment {
        points = List.copyOf(points);
        if (size < 16 || size > 1024 || !(padding >= 0 && padding <= 2) || points.size() < 2) {
            throw new IllegalArgumentException(
                    "an alignment has 16 to 1024 pixels, padding 0 to 2, and two points or more");
        }
    }

    /**
     * Where one landmark should lie.
     *
     * @param landmark its index among the landmarks
     */
    public record Point(int landmark, double x, double y) {
        public Point {
            if (landmark < 0 || !Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("an alignment point is a landmark and a place");
            }
        }
    }
}
