package dev.mien.index.detect;

import dev.mien.index.inference.Lane;
import dev.mien.index.profile.Output;
import dev.mien.index.profile.Role;
import java.nio.FloatBuffer;

/**
 * One output of a detector: a row of floats for each anchor.
 *
 * @param floats of a row
 */
record Rows(FloatBuffer values, int floats) {

    /**
     * @param meaning the output's name in the profile
     * @param rows how many anchors there are
     * @param floats how many a row has to have
     */
    static Rows of(Role role, Lane lane, String meaning, int rows, int floats) {
        Output output = role.output(meaning);
        if (output.floats() != rows * floats) {
            throw new IllegalArgumentException("output %s of %s should be %d rows of %d, and is %s"
                    .formatted(meaning, role.name(), rows, floats, output.shape()));
        }
        return new Rows(lane.output(output.name()), floats);
    }

    float at(int row, int column) {
        return values.get(row * floats + column);
    }
}
