package dev.mien.index.bench;

import java.io.PrintStream;
import java.util.Locale;

/** What inserting and erasing cost in memory, in the writer's own processor time: alone, and while callers search. */
final class WriteBench {
    private static final int WRITES = 10_000;
    private static final int TEN_MILLIONS = 10 * Targets.MILLION;

    private final PrintStream out;
    private final Crowd crowd;
    private final double floor;

    WriteBench(PrintStream out, Crowd crowd, double floor) {
        this.out = out;
        this.crowd = crowd;
        this.floor = floor;
    }

    /** @param searching also beside searches, and what these take then */
    void measure(boolean searching) throws InterruptedException {
        Residents residents = new Residents(crowd);
        // Once for the compiler.
        residents.insert(WRITES);
        residents.erase(WRITES);
        double insert = residents.insert(WRITES) / 1e3 / WRITES;
        double erase = residents.erase(WRITES) / 1e3 / WRITES;
        boolean large = crowd.faces() == TEN_MILLIONS;
        out.printf(
                Locale.ROOT,
                "  alone: insert %.1f us%s, erase %.1f us%s of processor time (means of %,d)%n",
                insert,
                Targets.verdict(large, insert, Targets.INSERT_MICROS),
                erase,
                Targets.verdict(large, erase, Targets.ERASE_MICROS),
                WRITES);
        if (searching) {
            beside(residents, 1, 1);
            beside(residents, 16, 1);
            beside(residents, 16, 2);
        }
        crowd.engine().cores(1);
    }

    private void beside(Residents residents, int callers, int cores) throws InterruptedException {
        crowd.engine().cores(cores);
        WriteAndSearch both = new WriteAndSearch(crowd, floor, residents, callers);
        both.run();
        double tail = both.searching().quantile(0.99) / both.alone().quantile(0.99);
        out.printf(
                Locale.ROOT,
                "  %2d searching on %d core%s: insert %.1f us, erase %.1f us, %,.0f writes/s;"
                        + " a search alone %.2f ms, p99 %.2f; beside them %.2f, p99 %.2f = %.2f%s%n",
                callers,
                cores,
                cores == 1 ? "" : "s",
                both.insertMicros(),
                both.eraseMicros(),
                both.writesPerSecond(),
                both.alone().quantile(0.5) / 1e6,
                both.alone().quantile(0.99) / 1e6,
                both.searching().quantile(0.5) / 1e6,
                both.searching().quantile(0.99) / 1e6,
                tail,
                Targets.verdict(crowd.faces() == Targets.MILLION, tail, Targets.TAIL_WHILE_WRITING));
    }
}
