package dev.mien.index.bench;

import dev.mien.index.align.ChipAligner;
import dev.mien.index.detect.FaceFinder;
import dev.mien.index.detect.Finding.OneFace;
import dev.mien.index.embed.Embedder;
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
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.Output;
import dev.mien.index.profile.ProfileReader;
import dev.mien.index.profile.Role;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what one frame costs, part by part, and the ratio of the whole to decoder and bare networks. Arguments: the
 * models directory, a photo with one face, and the profile ({@code standard} when not given). One thread; of each part
 * the tenth percentile, because a busy machine only ever adds; whole and parts take turns, so that a machine that
 * changes its pace changes all of them.
 */
public final class EngineBench {
    private static final int WARM_UP = 60;
    private static final int RUNS = 200;

    private final PrintStream out;
    private final Map<String, Network> networks = new HashMap<>();
    private final Map<String, double[]> parts = new java.util.LinkedHashMap<>();
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
                FaceFinder finder = new FaceFinder(profile, networks);
                Embedder embedder = new Embedder(profile.role("embed"), networks.get("embed"));
                Lane near = bare(profile.role("detectNear"), 1);
                Lane mesh = bare(profile.role("landmarks"), 1);
                Lane embed = bare(profile.role("embed"), profile.role("embed").mirror() ? 2 : 1)) {
            ChipAligner aligner = new ChipAligner(profile.alignment());
            for (run = -WARM_UP; run < RUNS; run++) {
                time("whole: analyse", () -> {
                    if (engine.analyse(List.of(new Frame(encoded.clone())), Requirements.TEMPLATE)
                            instanceof Analysed(var template, var frames, var liveness, var years)) {
                        template.close();
                    } else {
                        throw new IllegalStateException("the photo has no single good face");
                    }
                });
                time(
                        "bare: decode",
                        () -> ((Decoded) intake.decode(new Frame(encoded), Intake.LONG_SIDE_KEPT))
                                .picture()
                                .close());
                time("bare: detect", near::run);
                time("bare: landmarks", mesh::run);
                time("bare: embed", embed::run);
                try (var picture = ((Decoded) intake.decode(new Frame(encoded), Intake.LONG_SIDE_KEPT)).picture()) {
                    var face = new OneFace[1];
                    time("ours: detect and landmarks", () -> face[0] = (OneFace) finder.find(picture));
                    Affine chip = aligner.chipToPicture(face[0].face());
                    time(
                            "ours: align and embed",
                            () -> embedder.embed(picture, chip).close());
                    draw("ours: draw detector's input", picture, profile.role("detectNear"), near, 2, 10);
                    draw("ours: draw chip", picture, profile.role("embed"), embed, 4, chip.scale());
                }
            }
        }
        print();
    }

    private void draw(
            String part, dev.mien.index.intake.Picture picture, Role role, Lane lane, int finest, double scale)
            throws Exception {
        Grid grid = new Grid(
                role.input().width(), role.input().height(), role.input().tone(), finest);
        time(part, () -> picture.draw(grid, Affine.scaleThenShift(scale, 0, 0), lane.input(), 0));
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

    private void print() {
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
    }

    /** One measured step. */
    private interface Step {
        void run() throws Exception;
    }
}
