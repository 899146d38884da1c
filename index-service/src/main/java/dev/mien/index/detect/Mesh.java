package dev.mien.index.detect;

import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.Crop;
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
    private final Crop crop;
    private final FloatBuffer points;
    private final FloatBuffer presence;
    private final int count;
    private final int firstLevel;
    private final int secondLevel;

    /** @param detected names of the points that a detection has */
    Mesh(Role role, Network network, List<String> detected) {
        Input input = role.input();
        Output pointsOut = role.output("points");
        Output presenceOut = role.output("presence");
        this.crop = role.crop().orElseThrow(() -> new IllegalArgumentException("no crop in " + role.name()));
        this.grid = new Grid(input.width(), input.height(), input.tone(), SAMPLES);
        this.count = pointsOut.floats() / COORDINATES;
        this.lane = network.lane(
                input.name(),
                new long[] {1, 3, input.height(), input.width()},
                Map.of(pointsOut.name(), shape(pointsOut), presenceOut.name(), shape(presenceOut)));
        this.points = lane.output(pointsOut.name());
        this.presence = lane.output(presenceOut.name());
        this.firstLevel =
                crop.level().isEmpty() ? -1 : detected.indexOf(crop.level().getFirst());
        this.secondLevel =
                crop.level().isEmpty() ? -1 : detected.indexOf(crop.level().getLast());
        if (!crop.level().isEmpty() && (firstLevel < 0 || secondLevel < 0)) {
            throw new IllegalArgumentException("the detector gives no points " + crop.level());
        }
    }

    private static long[] shape(Output output) {
        long[] shape = new long[output.shape().size() + 1];
        shape[0] = 1;
        for (int i = 0; i < output.shape().size(); i++) {
            shape[i + 1] = output.shape().get(i);
        }
        return shape;
    }

    Landmarks measure(Picture picture, Detection face) {
        Affine toPicture = square(face);
        picture.draw(grid, toPicture, lane.input(), 0);
        lane.run();
        float[] x = new float[count];
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            float px = points.get(COORDINATES * i);
            float py = points.get(COORDINATES * i + 1);
            x[i] = (float) toPicture.x(px, py);
            y[i] = (float) toPicture.y(px, py);
        }
        double seen = 1 / (1 + Math.exp(-presence.get(0)));
        lane.wipe();
        return new Landmarks(x, y, seen);
    }

    private Affine square(Detection face) {
        double side = crop.enlarge() * Math.max(face.width(), face.height());
        double scale = side / grid.width();
        double angle = angle(face);
        double cos = scale * Math.cos(angle);
        double sin = scale * Math.sin(angle);
        double halfWidth = grid.width() / 2.0;
        double halfHeight = grid.height() / 2.0;
        double centreX = (face.left() + face.right()) / 2;
        double centreY = (face.top() + face.bottom()) / 2;
        return new Affine(
                cos,
                -sin,
                centreX - cos * halfWidth + sin * halfHeight,
                sin,
                cos,
                centreY - sin * halfWidth - cos * halfHeight);
    }

    private double angle(Detection face) {
        if (firstLevel < 0) {
            return 0;
        }
        Point first = face.points().get(firstLevel);
        Point second = face.points().get(secondLevel);
        return Math.atan2(second.y() - first.y(), second.x() - first.x());
    }

    @Override
    public void close() {
        lane.close();
    }
}
