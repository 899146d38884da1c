package dev.mien.index.profile;

import java.util.List;
import java.util.Objects;

/**
 * A tensor that a network answers with.
 *
 * @param name of the tensor
 * @param shape for one image; without the axis that counts images, where there is one
 * @param perImage whether its first axis counts images; a network without it sees one at a time
 */
public record Output(String name, List<Integer> shape, boolean perImage) {
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

    /** The tensor's whole shape when one image is looked at. */
    public long[] forOneImage() {
        long[] whole = new long[shape.size() + (perImage ? 1 : 0)];
        int at = 0;
        if (perImage) {
            whole[at++] = 1;
        }
        for (int side : shape) {
            whole[at++] = side;
        }
        return whole;
    }
}
