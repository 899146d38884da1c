package dev.mien.index.bench;

import dev.mien.index.gallery.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers who search without a pause, and one who writes at full speed, half of the time: with and without take turns,
 * so that both see the same machine. Searches are timed by the clock, as their callers feel them.
 */
final class WriteAndSearch {
    private static final int SLICES = 8;
    private static final long SLICE_NANOS = 500_000_000;
    private static final int BURST = 64;

    private final Crowd crowd;
    private final double floor;
    private final Residents residents;
    private final int callers;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Times alone = new Times();
    private final Times searching = new Times();
    /** Even while nobody writes, odd while somebody does; negative at the end. */
    private volatile int slice;

    private long writes;
    private long inserting;
    private long erasing;
    private long writing;

    WriteAndSearch(Crowd crowd, double floor, Residents residents, int callers) {
        this.crowd = crowd;
        this.floor = floor;
        this.residents = residents;
        this.callers = callers;
    }

    void run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            int first = caller;
            threads.add(Thread.ofPlatform()
                    .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
                    .start(() -> search(first)));
        }
        for (int turn = 0; turn < SLICES; turn++) {
            slice = 2 * turn;
            LockSupport.parkNanos(SLICE_NANOS);
            slice = 2 * turn + 1;
            write();
        }
        slice = -1;
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a search failed", failures.getFirst());
        }
    }

    private void write() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < SLICE_NANOS) {
            inserting += residents.insert(BURST);
            erasing += residents.erase(BURST);
            writes += BURST;
        }
        writing += System.nanoTime() - begin;
    }

    private void search(int first) {
        Times without = new Times();
        Times with = new Times();
        for (int i = first; slice >= 0; i++) {
            int before = slice;
            try (Query query = Crowd.query(crowd.probe(i))) {
                long begin = System.nanoTime();
                crowd.search(query, floor);
                long took = System.nanoTime() - begin;
                // One that was under way while the writer came or went is of neither kind.
                if (slice == before) {
                    (before % 2 == 0 ? without : with).add(took);
                }
            }
        }
        synchronized (this) {
            alone.addAll(without);
            searching.addAll(with);
        }
    }

    /** Searches while nobody wrote. */
    Times alone() {
        return alone;
    }

    /** Searches beside a writer. */
    Times searching() {
        return searching;
    }

    double insertMicros() {
        return inserting / 1e3 / writes;
    }

    double eraseMicros() {
        return erasing / 1e3 / writes;
    }

    /** Inserts and erases together. */
    double writesPerSecond() {
        return 2e9 * writes / writing;
    }
}
