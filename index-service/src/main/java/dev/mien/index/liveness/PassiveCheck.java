package dev.mien.index.liveness;

import dev.mien.index.detect.Detection;
import dev.mien.index.detect.FaceCrop;
import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
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

    /** One for each network: they see more or less of what is around the face. */
    private static final List<String> ROLES = List.of("liveness", "livenessWide");

    private static final int SAMPLES = 4;

    private record Viewer(Lane lane, Grid grid, FaceCrop crop, FloatBuffer classes, int live) {}

    private final List<Viewer> viewers = new ArrayList<>();

    private PassiveCheck(ModelProfile profile, Map<String, Network> networks) {
        for (String name : ROLES) {
            profile.optionalRole(name).ifPresent(role -> viewers.add(viewer(role, networks.get(name))));
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

    private static Viewer viewer(Role role, Network network) {
        Input input = role.input();
        String classes = role.output("classes").name();
        if (role.liveClass() >= role.output("classes").floats()) {
            throw new IllegalArgumentException("role " + role.name() + " has no class number " + role.liveClass());
        }
        Lane lane = network.lane(
                input.name(),
                new long[] {1, 3, input.height(), input.width()},
                Map.of(classes, role.output("classes").forOneImage()));
        return new Viewer(
                lane,
                new Grid(input.width(), input.height(), input.tone(), SAMPLES),
                new FaceCrop(
                        role.crop().orElseThrow(() -> new IllegalArgumentException("no crop in " + role.name())),
                        input.width(),
                        input.height(),
                        List.of()),
                lane.output(classes),
                role.liveClass());
    }

    /** Probability that the face is there in the flesh, 0 to 1. */
    public double look(Picture picture, Detection face) {
        double sum = 0;
        for (Viewer viewer : viewers) {
            picture.draw(
                    viewer.grid(),
                    viewer.crop().toPicture(face, picture.width(), picture.height()),
                    viewer.lane().input(),
                    0);
            viewer.lane().run();
            sum += viewer.classes().get(viewer.live());
            viewer.lane().wipe();
        }
        return sum / viewers.size();
    }

    @Override
    public void close() {
        viewers.forEach(viewer -> viewer.lane().close());
    }
}
