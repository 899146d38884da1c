package dev.mien.index.profile;

import java.util.List;
import java.util.Objects;

/**
 * Where an embedding network expects a face.
 *
 * @param from whose points are aligned
 * @param size pixels a side
 * @param padding of the unit square on each side, in its sides
 * @param points where they should lie in the unit square
 */
public record Alignment(From from, int size, double padding, List<Point> points) {
    public Alignment {
        Objects.requireNonNull(from, "from");
        points = List.copyOf(points);
        if (size < 16 || size > 1024 || !(padding >= 0 && padding <= 2) || points.size() < 2) {
            throw new IllegalArgumentException(
                    "an alignment has 16 to 1024 pixels, padding 0 to 2, and two points or more");
        }
    }

    /** Whose points. */
    public enum From {
        /** The role {@code detect}: few points, which come with the box. */
        DETECT,
        /** The role {@code landmarks}. */
        LANDMARKS
    }

    /**
     * Where one point should lie.
     *
     * @param index of the landmark, or of the point among the detector's
     */
    public record Point(int index, double x, double y) {
        public Point {
            if (index < 0 || !Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("an alignment point is one of the face's and a place");
            }
        }
    }
}
