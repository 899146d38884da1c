package dev.mien.index.profile;

import java.util.List;
import java.util.Objects;

/**
 * The part of a picture around a face's box that a network looks at.
 *
 * @param enlarge in sides of the box; of a square, in its longer sides
 * @param level two points of the detector that shall lie level; empty when it is not turned
 * @param shape square, or as the box, stretched to the input then
 * @param inside whether it is shrunk and shifted until it lies within the picture; else what lies outside is black
 */
public record Crop(double enlarge, List<String> level, Shape shape, boolean inside) {
    public Crop {
        Objects.requireNonNull(shape, "shape");
        level = List.copyOf(level);
        if (!(enlarge >= 0.5 && enlarge <= 8)) {
            throw new IllegalArgumentException("a crop is enlarged 0.5 to 8 times");
        }
        if (!level.isEmpty() && level.size() != 2) {
            throw new IllegalArgumentException("two points lie level, or none");
        }
        if (!level.isEmpty() && (shape != Shape.SQUARE || inside)) {
            throw new IllegalArgumentException("only a square that may leave the picture can be turned level");
        }
    }

    /** What a crop is before it is drawn. */
    public enum Shape {
        SQUARE,
        BOX
    }
}
