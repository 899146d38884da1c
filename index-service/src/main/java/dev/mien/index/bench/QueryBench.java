package dev.mien.index.bench;

import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One search at a time on one core, by each kernel, beside reading 64 bytes a face once and beside full scans. All of
 * them take turns, so that a machine that changes its pace changes all of them.
 */
final class QueryBench {
    static final String READ = "read 64 B a face";
    private static final int WARM_UP = 60;
    /** In small galleries so few rounds are over before the compiler is. */
    private static final long WARM_UP_NANOS = 2_000_000_000;

    private static final int ROUNDS = 240;
    private static final int SCAN_ROUNDS = 5;
    private static final long SCAN_NANOS = 2_000_000_000;

    private final PrintStream out;
    private final List<String> kernels;
    private final Crowd crowd;
    private final double floor;
    private final Map<String, Times> times = new LinkedHashMap<>();
    private final Map<String, Integer> found = new LinkedHashMap<>();
    /** What was read has to be of use, or it would not be read. */
    private long kept;

    QueryBench(PrintStream out, List<String> kernels, Crowd crowd, double floor) {
        this.out = out;
        this.kernels = kernels;
        this.crowd = crowd;
        this.floor = floor;
        times.put(READ, new Times());
        kernels.forEach(kernel -> times.put(kernel, new Times()));
    }

    /**
     * @return nanoseconds of one search by the names of kernels, and of one reading
     * @throws IllegalStateException when kernels find different faces, or another one ran than was asked for
     */
    Map<String, Double> measure() {
        long until = System.nanoTime() + WARM_UP_NANOS;
        for (int round = -WARM_UP; round < ROUNDS; round += round == -1 && System.nanoTime() < until ? 0 : 1) {
            long begin = Times.own();
            kept += crowd.scan().read();
            note(READ, round, begin);
            for (String kernel : kernels) {
                search(kernel, round);
            }
        }
        if (found.values().stream().distinct().count() != 1 || kept == 0) {
            throw new IllegalStateException("kernels found different faces: " + found);
        }
        print();
        Map<String, Double> best = new LinkedHashMap<>();
        times.forEach((name, nanos) -> best.put(name, nanos.best()));
        return best;
    }

    private void search(String kernel, int round) {
        crowd.run(kernel);
        try (Query query = Crowd.query(crowd.probe(round))) {
            long begin = Times.own();
            List<Hit> hits = crowd.search(query, floor);
            note(kernel, round, begin);
            if (round >= 0 && round < Crowd.PROBES) {
                found.merge(kernel, hits.size(), Integer::sum);
            }
        }
        crowd.requireRan();
    }

    private void note(String name, int round, long begin) {
        if (round >= 0) {
            times.get(name).add(Times.own() - begin);
        }
    }

    private void print() {
        out.printf(
                Locale.ROOT,
                "  floor %.3f, %d hits of %d probes%n",
                floor,
                found.values().iterator().next(),
                Crowd.PROBES);
        double read = times.get(READ).best();
        times.forEach((name, nanos) -> {
            double reads = nanos.best() / read;
            OptionalDouble target = crowd.faces() == Targets.MILLION
                    ? Targets.reads(crowd.dimensions(), floor, name)
                    : OptionalDouble.empty();
            out.printf(
                    Locale.ROOT,
                    "    %-18s %8.3f ms  median %8.3f  p99 %8.3f  = %5.2f reads%s%n",
                    name,
                    nanos.best() / 1e6,
                    nanos.quantile(0.5) / 1e6,
                    nanos.quantile(0.99) / 1e6,
                    reads,
                    Targets.verdict(target.isPresent(), reads, target.orElse(Double.NaN)));
        });
        if (crowd.scan().precise()) {
            fullScans(read);
        }
    }

    private void fullScans(double read) {
        Times floats = new Times();
        Times rows = new Times();
        long until = System.nanoTime() + SCAN_NANOS;
        for (int round = 0; round < SCAN_ROUNDS || System.nanoTime() < until; round++) {
            float[] probe = crowd.probe(round);
            int[] whole = new int[probe.length];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = Math.round(probe[i] * 30_000);
            }
            long begin = Times.own();
            kept += crowd.scan().floats(probe, (float) floor);
            floats.add(Times.own() - begin);
            begin = Times.own();
            kept += crowd.scan().rows(whole, (int) (floor * 400 * 30_000));
            rows.add(Times.own() - begin);
        }
        scanned("all in floats", floats.quantile(0), read);
        scanned("all in 8 bits", rows.quantile(0), read);
    }

    private void scanned(String what, double nanos, double read) {
        out.printf(Locale.ROOT, "    %-18s %8.3f ms  = %5.2f reads%n", what, nanos / 1e6, nanos / read);
    }
}
