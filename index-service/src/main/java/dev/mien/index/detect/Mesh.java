package dev.mien.index.detect;

import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.Input;
import dev.mien.index.profile.Output;
import dev.mien.index.profile.Role;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Measures the landmarks of a detected face in a square around it, turned so that the eyes lie level. */
final class Mesh implements AutoCloseable {
    private static final int COORDINATES = 3;
    private static final int SAMPLES = 3;

    private final Lane lane;
    private final Grid grid;
    private final FaceCrop crop;
    private final FloatBuffer points;
    private final FloatBuffer presence;
    private final int count;

    /** @param detected names of the points that a detection has */
    Mesh(Role role, Network network, List<String> detected) {
        Input input = role.input();
        Output pointsOut = role.output("points");
        Output presenceOut = role.output("presence");
        this.crop = new FaceCrop(
                role.crop().orElseThrow(() -> new IllegalArgumentException("no crop in " + role.name())),
                input.width(),
                input.height(),
                detected);
        this.grid = new Grid(input.width(), input.height(), input.tone(), SAMPLES);
        this.count = pointsOut.floats() / COORDINATES;
        this.lane = network.lane(
                input.name(),
                new long[] {1, 3, input.height(), input.width()},
                Map.of(pointsOut.name(), pointsOut.forOneImage(), presenceOut.name(), presenceOut.forOneImage()));
        this.points = lane.output(pointsOut.name());
        this.presence = lane.output(presenceOut.name());
    }

    Landmarks measure(Picture picture, Detection face) {
        Affine toPicture = crop.toPicture(face, picture.width(), picture.height());
        picture.draw(grid, toPicture, lane.input(), 0);
        lane.run();
        float[] x = new float[count];
        float[] y = new float[count];
        float[] z = new float[count];
        float scale = (float) toPicture.scale();
        for (int i = 0; i < count; i++) {
            float px = points.get(COORDINATES * i);
            float py = points.get(COORDINATES * i + 1);
            x[i] = (float) toPicture.x(px, py);
            y[i] = (float) toPicture.y(px, py);
            z[i] = scale * points.get(COORDINATES * i + 2);
        }
        double seen = 1 / (1 + Math.exp(-presence.get(0)));
        lane.wipe();
        return new Landmarks(x, y, z, seen);
    }

    @Override
    public void close() {
        lane.close();
    }
}
