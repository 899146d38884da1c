package dev.mien.index.embed;

import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.Input;
import dev.mien.index.profile.Role;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Runs the embedding network on an aligned face, and on its mirror image where the profile says so, as one batch. For
 * one thread at a time.
 */
public final class Embedder implements AutoCloseable {
    private static final int SAMPLES = 4;

    private final Lane lane;
    private final Grid grid;
    private final FloatBuffer answer;
    private final int images;
    private final int dimensions;

    public Embedder(Role role, Network network) {
        Input input = role.input();
        String output = role.output("embedding").name();
        this.images = role.mirror() ? 2 : 1;
        this.dimensions = role.output("embedding").floats();
        this.grid = new Grid(input.width(), input.height(), input.tone(), SAMPLES);
        this.lane = network.lane(
                input.name(),
                new long[] {images, 3, input.height(), input.width()},
                Map.of(output, new long[] {images, dimensions}));
        this.answer = lane.output(output);
    }

    /** The template of the face that lies in the chip; the caller closes it. */
    public Embedding embed(Picture picture, Affine chipToPicture) {
        float[] sum = new float[dimensions];
        try {
            picture.draw(grid, chipToPicture, lane.input(), 0);
            if (images == 2) {
                mirror(lane.input());
            }
            lane.run();
            for (int image = 0; image < images; image++) {
                addUnit(image * dimensions, sum);
            }
        } finally {
            lane.wipe();
        }
        return Embedding.ofDirection(sum);
    }

    /** Fills the second image with the first one's rows, read backwards. */
    private void mirror(FloatBuffer input) {
        int width = grid.width();
        int image = grid.floats();
        for (int row = 0; row < image; row += width) {
            for (int x = 0; x < width; x++) {
                input.put(image + row + x, input.get(row + width - 1 - x));
            }
        }
    }

    /** Each image's answer counts as a direction, however long the network made it. */
    private void addUnit(int at, float[] sum) {
        double square = 0;
        for (int i = 0; i < dimensions; i++) {
            square += answer.get(at + i) * (double) answer.get(at + i);
        }
        float scale = (float) (1 / Math.sqrt(square));
        for (int i = 0; i < dimensions; i++) {
            sum[i] += answer.get(at + i) * scale;
        }
    }

    @Override
    public void close() {
        lane.close();
    }
}
