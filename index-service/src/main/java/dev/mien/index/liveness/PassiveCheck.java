package dev.mien.index.liveness;

import dev.mien.index.detect.Detection;
import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.Input;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.Role;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How alive one frame looks to networks that have learned prints and screens: the mean of as many as the profile has. A
 * signal beside the active check, not a guarantee. For one thread at a time.
 */
public final class PassiveCheck implements AutoCloseable {
    /** From here on a frame looks alive. */
    public static final double LIVE_MIN = 0.5;

    /** The roles of MiniFASNet: each sees more or less of what is around the face. */
    private static final List<String> ROLES = List.of("liveness", "livenessWide");

    /** Which of the three probabilities is that of a live face. */
    private static final int LIVE = 1;

    private static final int SAMPLES = 4;

    private record Eye(Lane lane, Grid grid, double enlarge, FloatBuffer classes) {}

    private final List<Eye> eyes = new ArrayList<>();

    private PassiveCheck(ModelProfile profile, Map<String, Network> networks) {
        for (String name : ROLES) {
            profile.optionalRole(name).ifPresent(role -> eyes.add(eye(role, networks.get(name))));
        }
    }

    /** Whether the profile fills a role that this needs. */
    public static boolean possible(ModelProfile profile) {
        return ROLES.stream().anyMatch(role -> profile.optionalRole(role).isPresent());
    }

    /** @return empty when the profile fills no role for it */
    public static Optional<PassiveCheck> of(ModelProfile profile, Map<String, Network> networks) {
        return possible(profile) ? Optional.of(new PassiveCheck(profile, networks)) : Optional.empty();
    }

    private static Eye eye(Role role, Network network) {
        Input input = role.input();
        String classes = role.output("classes").name();
        double enlarge = role.crop()
                .orElseThrow(() -> new IllegalArgumentException("no crop in " + role.name()))
                .enlarge();
        Lane lane = network.lane(
                input.name(),
                new long[] {1, 3, input.height(), input.width()},
                Map.of(classes, new long[] {1, role.output("classes").floats()}));
        return new Eye(
                lane, new Grid(input.width(), input.height(), input.tone(), SAMPLES), enlarge, lane.output(classes));
    }

    /** Probability that the face is there in the flesh, 0 to 1. */
    public double look(Picture picture, Detection face) {
        double sum = 0;
        for (Eye eye : eyes) {
            picture.draw(eye.grid(), around(picture, face, eye), eye.lane().input(), 0);
            eye.lane().run();
            sum += eye.classes().get(LIVE);
            eye.lane().wipe();
        }
        return sum / eyes.size();
    }

    /** The box itself, enlarged, shrunk and shifted until it lies inside the picture, then stretched to the input. */
    private static Affine around(Picture picture, Detection face, Eye eye) {
        double enlarge =
                Math.min(eye.enlarge(), Math.min(picture.width() / face.width(), picture.height() / face.height()));
        double width = enlarge * face.width();
        double height = enlarge * face.height();
        double left = inside((face.left() + face.right() - width) / 2, picture.width() - width);
        double top = inside((face.top() + face.bottom() - height) / 2, picture.height() - height);
        return new Affine(
                width / eye.grid().width(), 0, left, 0, height / eye.grid().height(), top);
    }

    private static double inside(double begin, double last) {
        return Math.clamp(begin, 0, Math.max(0, last));
    }

    @Override
    public void close() {
        eyes.forEach(eye -> eye.lane().close());
    }
}
