package dev.mien.index.detect;

import java.util.List;
import java.util.Objects;

/**
 * Where a detector saw a face.
 *
 * @param left pixels; may lie outside the picture when the face is cut off
 * @param points in the order that the profile names them
 * @param score probability, 0 to 1
 */
public record Detection(double left, double top, double right, double bottom, List<Point> points, double score) {
    public Detection {
        Objects.requireNonNull(points, "points");
    }

    public double width() {
        return right - left;
    }

    public double height() {
        return bottom - top;
    }

    public double area() {
        return Math.max(0, width()) * Math.max(0, height());
    }

    /** The same on a picture so many times larger. */
    public Detection scaled(double factor) {
        return new Detection(
                left * factor,
                top * factor,
                right * factor,
                bottom * factor,
                points.stream()
                        .map(point -> new Point(point.x() * factor, point.y() * factor))
                        .toList(),
                score);
    }

    /** Intersection over union, 0 to 1. */
    public double overlap(Detection other) {
        double shared = shared(other);
        double together = area() + other.area() - shared;
        return together <= 0 ? 0 : shared / together;
    }

    /** The area that both boxes cover. */
    double shared(Detection other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return Math.max(0, width) * Math.max(0, height);
    }
}
