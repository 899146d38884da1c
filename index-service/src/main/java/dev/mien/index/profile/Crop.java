package dev.mien.index.profile;

import java.util.List;

/**
 * A square around a face's box.
 *
 * @param enlarge its side, in longer sides of the box
 * @param level two points of the detector that shall lie level; empty when the square is not turned
 */
public record Crop(double enlarge, List<String> level) {
    public Crop {
        level = List.copyOf(level);
        if (!(enlarge >= 0.5 && enlarge <= 8)) {
            throw new IllegalArgumentException("a crop is enlarged 0.5 to 8 times");
        }
        if (!level.isEmpty() && level.size() != 2) {
            throw new IllegalArgumentException("two points lie level, or none");
        }
    }
}
