package dev.mien.index.bench;

import dev.mien.index.search.SearchEngine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what a search costs, by kernel and by the number of faces, beside what reading 64 bytes a face once costs in
 * the same rounds, and beside full scans; what callers get together; what writing costs, alone and beside searches;
 * what a face takes; and what is lost at the floor. Faces are nobody's, drawn with a seed ({@link DrawnFaces}).
 * Arguments: {@link Scope}. Beside the figures stand {@link Targets}.
 *
 * <p>Single searches and writes are measured in the thread's own processor time; of searches the tenth percentile counts
 * for ratios, because a busy machine only ever adds, and the median stands beside it. What several threads do together
 * is measured by the clock.
 */
public final class SearchBench {
    private static final int SMALLEST = 10_000;
    private static final int STEP = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final Scope scope;
    private final List<String> kernels = SearchEngine.kernels();

    private SearchBench(PrintStream out, Scope scope) {
        this.out = out;
        this.scope = scope;
    }

    public static void main(String[] arguments) throws Exception {
        new SearchBench(System.out, Scope.of(arguments)).measure();
    }

    private void measure() throws InterruptedException {
        if (!kernels.contains("vector")) {
            throw new IllegalStateException("this has to be run with --add-modules jdk.incubator.vector");
        }
        out.printf("kernels that run here: %s; a service would choose %s%n", kernels, chosen());
        out.printf("vector: %s%n", VectorUnit.describe());
        for (int dimensions : scope.dimensions()) {
            Map<String, Double> smaller = new HashMap<>();
            // Full precision of ten million would not fit, and at 512 dimensions nothing of them would.
            int largest = dimensions == 512 ? Math.min(scope.faces(), Targets.MILLION) : scope.faces();
            for (int faces = SMALLEST; faces <= largest; faces *= STEP) {
                smaller = gallery(dimensions, faces, largest, smaller);
            }
        }
        LossBench loss = new LossBench(out);
        for (int dimensions : scope.pairs() == 0 ? List.<Integer>of() : scope.dimensions()) {
            loss.measure(dimensions, scope.pairs());
        }
    }

    /** What a service would run by. */
    private static String chosen() throws InterruptedException {
        SearchEngine engine = SearchEngine.start(profile -> List.of(), PATIENCE);
        engine.awaitChoice();
        return engine.kernel();
    }

    /** @return nanoseconds of one search, by floor and kernel */
    private Map<String, Double> gallery(int dimensions, int faces, int largest, Map<String, Double> smaller)
            throws InterruptedException {
        boolean precise = faces <= Targets.MILLION;
        double[] floors = Targets.floors(dimensions);
        double higher = floors[floors.length - 1];
        long begin = System.nanoTime();
        try (Crowd crowd = new Crowd(dimensions, faces, precise)) {
            out.printf(
                    Locale.ROOT,
                    "%n%d dimensions, %,d faces, drawn and inserted in %.0f s: %.1f bytes a face beside its row of %d%s%n",
                    dimensions,
                    faces,
                    (System.nanoTime() - begin) / 1e9,
                    crowd.bytesBesideRow(),
                    dimensions,
                    Targets.verdict(faces >= Targets.MILLION, crowd.bytesBesideRow(), Targets.BYTES_BESIDE_ROW));
            Map<String, Double> searches = new HashMap<>();
            for (double floor : floors) {
                Map<String, Double> times = new QueryBench(out, kernels, crowd, floor).measure();
                for (String kernel : kernels) {
                    String key = floor + " " + kernel;
                    searches.put(key, times.get(kernel));
                    growth(key, times.get(kernel), smaller.get(key), faces);
                }
            }
            crowd.run("vector");
            boolean together = faces == largest || faces == Targets.MILLION;
            if (together && precise) {
                new CallersBench(out, crowd, higher).measure();
            }
            new WriteBench(out, crowd, higher).measure(together && precise);
            return searches;
        }
    }

    /** How much longer a search takes than among a tenth of the faces. */
    private void growth(String search, double nanos, Double before, int faces) {
        if (before != null && faces >= Targets.MILLION) {
            double factor = nanos / before;
            boolean aimed = faces == STEP * Targets.MILLION;
            out.printf(
                    Locale.ROOT,
                    "    %-18s %5.1f times as long as among %,d%s%n",
                    search,
                    factor,
                    faces / STEP,
                    Targets.verdict(aimed, factor, Targets.TEN_TIMES_THE_FACES));
        }
    }
}
