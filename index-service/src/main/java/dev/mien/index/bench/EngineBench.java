package dev.mien.index.bench;

import dev.mien.contracts.context.Liveness;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Bounds;
import dev.mien.index.intake.DecodeOutcome.Decoded;
import dev.mien.index.intake.Frame;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Intake;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.Output;
import dev.mien.index.profile.ProfileReader;
import dev.mien.index.profile.Role;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what one frame costs, part by part, and the ratio of the whole to decoder and bare networks; with the passive
 * check where the profile has one. Bare networks see the photo, too: some take longer over it than over nothing.
 * Arguments: the models directory, a photo with one face, and the profile ({@code standard} when not given). One thread;
 * of each part the tenth percentile, because a busy machine only ever adds; whole and parts take turns, so that a machine
 * that changes its pace changes all of them.
 */
public final class EngineBench {
    private static final int WARM_UP = 60;
    private static final int RUNS = 200;

    private final PrintStream out;
    private final Map<String, Network> networks = new HashMap<>();
    private final Map<String, double[]> parts = new LinkedHashMap<>();
    private int run;

    private EngineBench(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        new EngineBench(System.out)
                .measure(
                        Path.of(arguments[0]), Path.of(arguments[1]), arguments.length > 2 ? arguments[2] : "standard");
    }

    private void measure(Path models, Path photo, String installed) throws Exception {
        byte[] encoded = Files.readAllBytes(photo);
        ModelProfile profile = new ProfileReader().read(models, installed);
        profile.roles().forEach((name, role) -> networks.put(name, Network.load(role.file(), role.sha256())));
        Intake intake = new Intake();
        try (FaceEngine engine = new FaceEngine(profile, 1, Bounds.FRAMES_MAX);
                Steps steps = new Steps(profile, networks)) {
            Liveness liveness = engine.checks(Liveness.PASSIVE) ? Liveness.PASSIVE : Liveness.NONE;
            Requirements wanted = new Requirements(false, liveness, List.of());
            Map<String, Lane> bare;
            try (var picture = ((Decoded) intake.decode(new Frame(encoded), Intake.LONG_SIDE_KEPT)).picture()) {
                bare = bare(profile, picture);
            }
            for (run = -WARM_UP; run < RUNS; run++) {
                time("whole: analyse", () -> {
                    if (engine.analyse(List.of(new Frame(encoded.clone())), wanted) instanceof Analysed seen) {
                        seen.template().close();
                    } else {
                        throw new IllegalStateException("the photo has no single good face");
                    }
                });
                time(
                        "bare: decode",
                        () -> ((Decoded) intake.decode(new Frame(encoded), Intake.LONG_SIDE_KEPT))
                                .picture()
                                .close());
                for (Map.Entry<String, Lane> network : bare.entrySet()) {
                    time("bare: " + network.getKey(), network.getValue()::run);
                }
                try (var picture = ((Decoded) intake.decode(new Frame(encoded), Intake.LONG_SIDE_KEPT)).picture()) {
                    time("with ours: detect, landmarks", () -> steps.find(picture));
                    time("with ours: quality", () -> steps.check(picture));
                    time("with ours: liveness", () -> steps.look(picture));
                    time("with ours: align, embed", () -> steps.embed(picture));
                }
            }
            bare.values().forEach(Lane::close);
        }
        print(installed);
    }

    /** The networks that a frame with one large face runs, by role. */
    private Map<String, Lane> bare(ModelProfile profile, Picture picture) {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        for (String name : List.of("detectNear", "landmarks", "liveness", "livenessWide", "embed")) {
            profile.optionalRole(name)
                    .ifPresent(role -> lanes.put(name, bare(role, name.equals("embed") && role.mirror() ? 2 : 1)));
            profile.optionalRole(name).ifPresent(role -> show(picture, role, lanes.get(name)));
        }
        return lanes;
    }

    /** The middle of the photo, which is where faces are. */
    private static void show(Picture picture, Role role, Lane lane) {
        Grid grid = new Grid(
                role.input().width(), role.input().height(), role.input().tone(), 2);
        double side = Math.min(picture.width(), picture.height());
        Affine toPicture = Affine.scaleThenShift(
                side / Math.max(grid.width(), grid.height()),
                (picture.width() - side) / 2,
                (picture.height() - side) / 2);
        for (int offset = 0; offset + grid.floats() <= lane.input().capacity(); offset += grid.floats()) {
            picture.draw(grid, toPicture, lane.input(), offset);
        }
    }

    private Lane bare(Role role, int images) {
        Map<String, long[]> outputs = new HashMap<>();
        for (Output output : role.outputs().values()) {
            long[] shape = new long[output.shape().size() + 1];
            shape[0] = images;
            for (int i = 1; i < shape.length; i++) {
                shape[i] = output.shape().get(i - 1);
            }
            outputs.put(output.name(), shape);
        }
        return networks.get(role.name().substring(role.name().lastIndexOf('.') + 1))
                .lane(
                        role.input().name(),
                        new long[] {
                            images, 3, role.input().height(), role.input().width()
                        },
                        outputs);
    }

    private void time(String part, Step step) throws Exception {
        long begin = System.nanoTime();
        step.run();
        long took = System.nanoTime() - begin;
        if (run >= 0) {
            parts.computeIfAbsent(part, ignored -> new double[RUNS])[run] = took / 1e6;
        }
    }

    private void print(String profile) {
        out.printf("%n%s%n", profile);
        double bare = 0;
        double whole = 0;
        for (Map.Entry<String, double[]> part : parts.entrySet()) {
            double[] sorted = part.getValue().clone();
            Arrays.sort(sorted);
            double best = sorted[RUNS / 10];
            bare += part.getKey().startsWith("bare:") ? best : 0;
            whole += part.getKey().startsWith("whole:") ? best : 0;
            out.printf(Locale.ROOT, "%-32s %7.2f ms%n", part.getKey(), best);
        }
        out.printf(Locale.ROOT, "%-32s %7.2f ms%n", "bare: together", bare);
        out.printf(Locale.ROOT, "%-32s %7.2f%n", "ratio whole / bare", whole / bare);
        out.printf(Locale.ROOT, "%-32s %6.1f %%%n", "overhead", 100 * (whole / bare - 1));
    }

    /** One measured step. */
    private interface Step {
        void run() throws Exception;
    }
}
