package dev.mien.index.profile;

import java.util.List;
import java.util.Objects;

/**
 * A tensor that a network answers with.
 *
 * @param name of the tensor
 * @param shape without its first axis, which counts images
 */
public record Output(String name, List<Integer> shape) {
    private static final int FLOATS_MAX = 1 << 20;

    public Output {
        Objects.requireNonNull(name, "name");
        shape = List.copyOf(shape);
        long floats = 1;
        for (int side : shape) {
            floats *= side;
            if (side < 1 || floats > FLOATS_MAX) {
                throw new IllegalArgumentException("output " + name + " has an impossible shape " + shape);
            }
        }
    }

    /** Floats for one image. */
    public int floats() {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }
}
