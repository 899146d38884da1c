package dev.mien.index.embed;

import dev.mien.index.detect.Detection;
import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.Genders;
import dev.mien.index.profile.Input;
import dev.mien.index.profile.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Estimates years and, where the profile has an output for it, gender from a square around the face, in one run of the
 * network. Only run when a policy asks for it. For one thread at a time.
 */
public final class AppearanceEstimator implements AutoCloseable {
    private static final int SAMPLES = 4;

    private final Lane lane;
    private final Grid grid;
    private final double enlarge;
    private final String years;
    private final String both;
    private final Optional<Genders> genders;

    public AppearanceEstimator(Role role, Network network) {
        Input input = role.input();
        this.years = role.output("years").name();
        this.genders = role.genders();
        this.both = genders.map(_ -> role.output("genders").name()).orElse(null);
        this.enlarge = role.crop()
                .orElseThrow(() -> new IllegalArgumentException("no crop in " + role.name()))
                .enlarge();
        this.grid = new Grid(input.width(), input.height(), input.tone(), SAMPLES);
        Map<String, long[]> outputs = new HashMap<>();
        outputs.put(years, role.output("years").forOneImage());
        if (genders.isPresent()) {
            outputs.put(both, role.output("genders").forOneImage());
        }
        this.lane = network.lane(input.name(), new long[] {1, 3, input.height(), input.width()}, outputs);
    }

    /** Empty where nothing is asked. */
    public Optional<Appearance> estimate(Picture picture, Detection box, Asked asked) {
        if (asked == Asked.NOTHING) {
            return Optional.empty();
        }
        double side = enlarge * Math.max(box.width(), box.height());
        double scale = side / grid.width();
        Affine square = Affine.scaleThenShift(
                scale,
                (box.left() + box.right()) / 2 - scale * grid.width() / 2,
                (box.top() + box.bottom()) / 2 - scale * grid.height() / 2);
        try {
            picture.draw(grid, square, lane.input(), 0);
            lane.run();
            return Optional.of(new Appearance(lane.output(years).get(0), male(asked)));
        } finally {
            lane.wipe();
        }
    }

    private OptionalDouble male(Asked asked) {
        return asked == Asked.AGE_AND_GENDER && genders.isPresent()
                ? OptionalDouble.of(lane.output(both).get(genders.get().male()))
                : OptionalDouble.empty();
    }

    @Override
    public void close() {
        lane.close();
    }
}
