package dev.mien.index.embed;

import dev.mien.index.detect.Detection;
import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.Input;
import dev.mien.index.profile.Role;
import java.util.Map;

/** Estimates years from a square around the face. Only run when a policy asks for it. For one thread at a time. */
public final class AgeEstimator implements AutoCloseable {
    private static final int SAMPLES = 4;

    private final Lane lane;
    private final Grid grid;
    private final double enlarge;
    private final String output;

    public AgeEstimator(Role role, Network network) {
        Input input = role.input();
        this.output = role.output("years").name();
        this.enlarge = role.crop()
                .orElseThrow(() -> new IllegalArgumentException("no crop in " + role.name()))
                .enlarge();
        this.grid = new Grid(input.width(), input.height(), input.tone(), SAMPLES);
        this.lane = network.lane(
                input.name(), new long[] {1, 3, input.height(), input.width()}, Map.of(output, new long[] {1, 1}));
    }

    /** Years. */
    public double years(Picture picture, Detection box) {
        double side = enlarge * Math.max(box.width(), box.height());
        double scale = side / grid.width();
        Affine square = Affine.scaleThenShift(
                scale,
                (box.left() + box.right()) / 2 - scale * grid.width() / 2,
                (box.top() + box.bottom()) / 2 - scale * grid.height() / 2);
        picture.draw(grid, square, lane.input(), 0);
        lane.run();
        double years = lane.output(output).get(0);
        lane.wipe();
        return years;
    }

    @Override
    public void close() {
        lane.close();
    }
}
