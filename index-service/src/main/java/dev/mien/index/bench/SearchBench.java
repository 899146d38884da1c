package dev.mien.index.bench;

import dev.mien.contracts.FacialId;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.search.SearchEngine;
import dev.mien.index.vault.FaceVector;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints what a search costs, by kernel, beside what reading 64 bytes a face once costs in the same rounds, and beside
 * full scans; what writing costs; and what a face takes. Faces are nobody's, drawn with a seed ({@link DrawnFaces}).
 * Arguments: the largest number of faces (a million when absent), and the dimensions (all three when absent).
 *
 * <p>Everything that is compared takes turns, so that a machine that changes its pace changes all of it, and is measured
 * in the thread's own processor time; of each the tenth percentile counts for ratios, because a busy machine only ever
 * adds, and the median stands beside it. Searches a second are by the clock.
 */
public final class SearchBench {
    private static final int MILLION = 1_000_000;
    private static final int PROBES = 48;
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 240;
    private static final int SCAN_ROUNDS = 5;
    private static final long SCAN_NANOS = 2_000_000_000;
    private static final int MOST = 64;
    private static final long THROUGHPUT_NANOS = 1_000_000_000;
    private static final int WRITES = 10_000;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrintStream out;
    private final int largest;
    /** The kernel that runs. */
    private volatile String running = "loops";

    private long kept;

    private SearchBench(PrintStream out, int largest) {
        this.out = out;
        this.largest = largest;
    }

    public static void main(String[] arguments) throws Exception {
        int largest = arguments.length == 0 ? MILLION : Integer.parseInt(arguments[0]);
        int[] dimensions =
                arguments.length < 2 ? new int[] {256, 512, 128} : new int[] {Integer.parseInt(arguments[1])};
        new SearchBench(System.out, largest).measure(dimensions);
    }

    private void measure(int[] of) throws InterruptedException {
        List<String> kernels = SearchEngine.kernels();
        out.printf("kernels that run here: %s; chosen: %s%n", kernels, chosen());
        if (!kernels.contains("vector")) {
            throw new IllegalStateException("this has to be run with --add-modules jdk.incubator.vector");
        }
        for (int dimensions : of) {
            double[] floors = switch (dimensions) {
                case 128 -> new double[] {.943, .954};
                case 256 -> new double[] {.43, .50};
                default -> new double[] {.40, .47};
            };
            for (int faces = 10_000; faces <= largest; faces *= 10) {
                if (faces <= MILLION || dimensions != 512) {
                    gallery(dimensions, faces, floors, kernels);
                }
            }
        }
        out.println("(" + (kept == 0 ? "nothing was read" : "done") + ")");
    }

    /** What a service would run by. */
    private static String chosen() throws InterruptedException {
        SearchEngine engine = SearchEngine.start(profile -> List.of(), Duration.ofSeconds(10));
        engine.awaitChoice();
        return engine.kernel();
    }

    private void gallery(int dimensions, int faces, double[] floors, List<String> kernels) throws InterruptedException {
        DrawnFaces drawn = DrawnFaces.of(dimensions, 1);
        boolean precise = faces <= MILLION;
        FullScan scan = new FullScan(dimensions, faces, precise);
        byte[] secret = new byte[SearchEngine.secretBytes(dimensions)];
        new Random(9).nextBytes(secret);
        float[] mean = dimensions == 128 ? drawn.mean() : null;
        Gallery gallery = SearchEngine.with(() -> running, 1, PATIENCE).make(dimensions, mean, secret);
        List<float[]> probes = new ArrayList<>();
        Random random = new Random(3);
        for (int row = 0; row < faces; row++) {
            float[] face = drawn.face();
            scan.put(row, face);
            if (probes.size() < PROBES && random.nextInt(Math.max(1, faces / PROBES / 2)) == 0) {
                probes.add(drawn.genuine(face));
            }
            insert(gallery, row, face);
        }
        out.printf(
                Locale.ROOT,
                "%n%d dimensions, %,d faces: %.1f bytes a face beside its row of %d%n",
                dimensions,
                faces,
                (double) SearchEngine.bytesBesideRows(gallery) / faces,
                dimensions);
        for (double floor : floors) {
            queries(gallery, kernels, scan, probes, floor, precise);
        }
        if (faces == Math.min(largest, MILLION)) {
            throughput(gallery, probes, floors[1], dimensions, mean, secret, faces);
        }
        writes(gallery, drawn, faces);
    }

    private void queries(
            Gallery gallery, List<String> kernels, FullScan scan, List<float[]> probes, double floor, boolean precise) {
        Map<String, double[]> times = new LinkedHashMap<>();
        times.put("read 64 B a face", new double[ROUNDS]);
        kernels.forEach(kernel -> times.put(kernel, new double[ROUNDS]));
        Map<String, Integer> found = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            float[] probe = probes.get(Math.floorMod(round, probes.size()));
            long begin = CLOCK.getCurrentThreadCpuTime();
            kept += scan.read();
            note(times, "read 64 B a face", round, begin);
            for (String kernel : kernels) {
                running = kernel;
                try (Query query = query(probe)) {
                    begin = CLOCK.getCurrentThreadCpuTime();
                    List<Hit> hits = gallery.search(query, floor, MOST);
                    note(times, kernel, round, begin);
                    if (round >= 0 && round < probes.size()) {
                        found.merge(kernel, hits.size(), Integer::sum);
                    }
                }
            }
        }
        if (found.values().stream().distinct().count() > 1) {
            throw new IllegalStateException("kernels found different faces: " + found);
        }
        double read = tenth(times.get("read 64 B a face"));
        out.printf(Locale.ROOT, "  floor %.3f, %d hits of %d probes%n", floor, found.get("loops"), probes.size());
        times.forEach((name, nanos) -> out.printf(
                Locale.ROOT,
                "    %-18s %8.3f ms  median %8.3f  p99 %8.3f  = %5.2f reads%n",
                name,
                tenth(nanos) / 1e6,
                sorted(nanos)[ROUNDS / 2] / 1e6,
                sorted(nanos)[ROUNDS - 1 - ROUNDS / 100] / 1e6,
                tenth(nanos) / read));
        if (precise) {
            fullScans(scan, probes, floor, read);
        }
    }

    private void fullScans(FullScan scan, List<float[]> probes, double floor, double read) {
        double floats = Double.MAX_VALUE;
        double rows = Double.MAX_VALUE;
        long until = System.nanoTime() + SCAN_NANOS;
        for (int round = 0; round < SCAN_ROUNDS || System.nanoTime() < until; round++) {
            float[] probe = probes.get(round % probes.size());
            int[] whole = new int[probe.length];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = Math.round(probe[i] * 30_000);
            }
            long begin = CLOCK.getCurrentThreadCpuTime();
            kept += scan.floats(probe, (float) floor);
            floats = Math.min(floats, CLOCK.getCurrentThreadCpuTime() - begin);
            begin = CLOCK.getCurrentThreadCpuTime();
            kept += scan.rows(whole, (int) (floor * 400 * 30_000));
            rows = Math.min(rows, CLOCK.getCurrentThreadCpuTime() - begin);
        }
        out.printf(Locale.ROOT, "    all in floats      %8.3f ms  = %5.2f reads%n", floats / 1e6, floats / read);
        out.printf(Locale.ROOT, "    all in 8 bits      %8.3f ms  = %5.2f reads%n", rows / 1e6, rows / read);
    }

    /** Queries a second, by callers and cores: on two at 256 dimensions, where another gallery is made for it. */
    private void throughput(
            Gallery single, List<float[]> probes, double floor, int dimensions, float[] mean, byte[] secret, int faces)
            throws InterruptedException {
        running = "vector";
        callers(single, probes, floor, 1);
        if (dimensions != 256) {
            return;
        }
        Gallery both = SearchEngine.with(() -> running, 2, PATIENCE).make(dimensions, mean, secret);
        DrawnFaces drawn = DrawnFaces.of(dimensions, 1);
        for (int row = 0; row < faces; row++) {
            insert(both, row, drawn.face());
        }
        callers(both, probes, floor, 2);
    }

    private void callers(Gallery gallery, List<float[]> probes, double floor, int cores) throws InterruptedException {
        for (int callers : new int[] {1, 4, 16}) {
            AtomicLong queries = new AtomicLong();
            long end = System.nanoTime() + THROUGHPUT_NANOS;
            List<Thread> threads = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int first = caller;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = first; System.nanoTime() < end; i++) {
                        try (Query query = query(probes.get(i % probes.size()))) {
                            gallery.search(query, floor, MOST);
                            queries.incrementAndGet();
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            out.printf(
                    Locale.ROOT,
                    "  %d core%s, %2d callers: %,6.0f queries/s%n",
                    cores,
                    cores == 1 ? "" : "s",
                    callers,
                    queries.get() * 1e9 / THROUGHPUT_NANOS);
        }
    }

    /** In this thread's own time: what others take of the processor is not the gallery's. */
    private void writes(Gallery gallery, DrawnFaces drawn, int faces) {
        List<float[]> more = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            more.add(drawn.face());
        }
        long begin = CLOCK.getCurrentThreadCpuTime();
        for (int i = 0; i < WRITES; i++) {
            insert(gallery, faces + i, more.get(i));
        }
        long inserted = CLOCK.getCurrentThreadCpuTime();
        Random random = new Random(8);
        int erased = 0;
        while (erased < WRITES) {
            erased += gallery.erase(random.nextInt(faces + WRITES)) ? 1 : 0;
        }
        out.printf(
                Locale.ROOT,
                "  insert %.1f us, erase %.1f us of processor time (means of %,d)%n",
                (inserted - begin) / 1e3 / WRITES,
                (CLOCK.getCurrentThreadCpuTime() - inserted) / 1e3 / WRITES,
                WRITES);
    }

    private static void insert(Gallery gallery, long row, float[] face) {
        try (FaceVector vector = FaceVector.owning(face.clone())) {
            gallery.insert(row, new FacialId(new UUID(mixed(row), mixed(~row))), mixed(row), vector);
        }
    }

    private static long mixed(long row) {
        long mixed = (row + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }

    private static Query query(float[] probe) {
        try (FaceVector vector = FaceVector.owning(probe.clone())) {
            return Query.of(vector);
        }
    }

    private static void note(Map<String, double[]> times, String name, int round, long begin) {
        if (round >= 0) {
            times.get(name)[round] = CLOCK.getCurrentThreadCpuTime() - begin;
        }
    }

    private static double tenth(double[] nanos) {
        return sorted(nanos)[nanos.length / 10];
    }

    private static double[] sorted(double[] nanos) {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
