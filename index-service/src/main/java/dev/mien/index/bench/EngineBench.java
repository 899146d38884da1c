package dev.mien.index.bench;

import dev.mien.contracts.context.Liveness;
import dev.mien.index.embed.Asked;
import dev.mien.index.face.Analysis.Analysed;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Bounds;
import dev.mien.index.intake.DecodeOutcome.Decoded;
import dev.mien.index.intake.Frame;
import dev.mien.index.intake.Intake;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.ProfileReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Prints what one frame costs, part by part, and how much of it is neither decoder nor network; with the passive check
 * where the profile has one. Decoder and networks are timed inside the whole, by the timers that a service publishes:
 * the same run of the same bytes, with caches as they are then. Run by themselves, one after another, they find what
 * they need in the nearest cache. Arguments: the models directory, a photo with one face, and the profile ({@code
 * standard} when not given). Of each part the tenth percentile, because a busy machine only ever adds.
 */
public final class EngineBench {
    private static final int WARM_UP = 300;
    private static final int RUNS = 300;
    private static final String BARE = "bare: ";
    private static final String WHOLE = "whole: analyse";

    private final PrintStream out;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, double[]> parts = new LinkedHashMap<>();
    private final double[] ours = new double[RUNS];
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
        Metrics.addRegistry(meters);
        Map<String, Network> networks = new HashMap<>();
        profile.roles().forEach((name, role) -> networks.put(name, Network.load(role.file(), role.sha256())));
        Intake intake = new Intake();
        try (FaceEngine engine = new FaceEngine(profile, 1, Bounds.FRAMES_MAX);
                Steps steps = new Steps(profile, networks)) {
            Liveness liveness = engine.checks(Liveness.PASSIVE) ? Liveness.PASSIVE : Liveness.NONE;
            Requirements wanted = new Requirements(Asked.NOTHING, liveness, List.of());
            for (run = -WARM_UP; run < RUNS; run++) {
                whole(engine, encoded, wanted);
                try (var picture = ((Decoded) intake.decode(new Frame(encoded), Intake.LONG_SIDE_KEPT)).picture()) {
                    time("with ours: detect, landmarks", () -> steps.find(picture));
                    time("with ours: quality", () -> steps.check(picture));
                    time("with ours: liveness", () -> steps.look(picture));
                    time("with ours: align, embed", () -> steps.embed(picture));
                }
            }
        }
        print(installed);
    }

    private void whole(FaceEngine engine, byte[] encoded, Requirements wanted) throws Exception {
        Map<String, Double> before = bare();
        double whole = time(WHOLE, () -> {
            if (engine.analyse(List.of(new Frame(encoded.clone())), wanted) instanceof Analysed seen) {
                seen.template().close();
            } else {
                throw new IllegalStateException("the photo has no single good face");
            }
        });
        double inside = 0;
        for (Map.Entry<String, Double> part : bare().entrySet()) {
            double took = part.getValue() - before.getOrDefault(part.getKey(), 0.0);
            if (took > 0) {
                took(BARE + part.getKey(), took);
                inside += took;
            }
        }
        if (run >= 0) {
            ours[run] = whole / inside - 1;
        }
    }

    /** Milliseconds that the decoder and each network have taken until now. */
    private Map<String, Double> bare() {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (String meter : List.of("mien.frame.decode", "mien.model.run")) {
            for (Timer timer : meters.find(meter).timers()) {
                String model = timer.getId().getTag("model");
                sums.put(model == null ? "decode" : model, timer.totalTime(TimeUnit.MILLISECONDS));
            }
        }
        return sums;
    }

    private double time(String part, Step step) throws Exception {
        long begin = System.nanoTime();
        step.run();
        double millis = (System.nanoTime() - begin) / 1e6;
        took(part, millis);
        return millis;
    }

    private void took(String part, double millis) {
        if (run >= 0) {
            parts.computeIfAbsent(part, ignored -> new double[RUNS])[run] = millis;
        }
    }

    private void print(String profile) {
        out.printf("%n%s%n", profile);
        for (Map.Entry<String, double[]> part : parts.entrySet()) {
            out.printf(Locale.ROOT, "%-48s %7.2f ms%n", part.getKey(), best(part.getValue()));
        }
        Arrays.sort(ours);
        out.printf(
                Locale.ROOT,
                "%-48s %6.1f %% (median of the runs; target 15)%n",
                "overhead: whole / decoder and networks in it",
                100 * ours[RUNS / 2]);
    }

    private static double best(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[RUNS / 10];
    }

    /** One measured step. */
    private interface Step {
        void run() throws Exception;
    }
}
