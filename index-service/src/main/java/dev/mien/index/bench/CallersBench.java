package dev.mien.index.bench;

import dev.mien.index.gallery.Query;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Searches a second by the clock, with one, four and sixteen callers, on one core and on two: the same gallery, whose
 * engine shares so many. What a caller does to its query before it waits for a core is on whatever core is free.
 */
final class CallersBench {
    private static final int[] CALLERS = {1, 4, 16};
    private static final int ROUNDS = 3;
    private static final long NANOS = 500_000_000;

    private final PrintStream out;
    private final Crowd crowd;
    private final double floor;

    CallersBench(PrintStream out, Crowd crowd, double floor) {
        this.out = out;
        this.crowd = crowd;
        this.floor = floor;
    }

    void measure() throws InterruptedException {
        for (int callers : CALLERS) {
            double one = 0;
            double two = 0;
            for (int round = 0; round < ROUNDS; round++) {
                one = Math.max(one, perSecond(callers, 1));
                two = Math.max(two, perSecond(callers, 2));
            }
            out.printf(
                    Locale.ROOT,
                    "  %2d caller%s %,8.0f searches/s on 1 core, %,8.0f on 2 = %4.2f%n",
                    callers,
                    callers == 1 ? ": " : "s:",
                    one,
                    two,
                    two / one);
        }
        crowd.engine().cores(1);
    }

    private double perSecond(int callers, int cores) throws InterruptedException {
        crowd.engine().cores(cores);
        AtomicLong searches = new AtomicLong();
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            int first = caller;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = first; System.nanoTime() - begin < NANOS; i++) {
                    try (Query query = Crowd.query(crowd.probe(i))) {
                        crowd.search(query, floor);
                        searches.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        crowd.requireRan();
        return searches.get() * 1e9 / (System.nanoTime() - begin);
    }
}
