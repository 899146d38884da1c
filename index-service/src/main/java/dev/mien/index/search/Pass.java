package dev.mien.index.search;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Some queries on their common way through a gallery's segments, by as many threads as take part. */
final class Pass {
    private static final int SPINS = 1000;
    private static final long NAP_NANOS = 20_000;

    private final List<Search> together;
    private final int segments;
    private final Kernel kernel;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private volatile Throwable failure;

    Pass(List<Search> together, int segments, Kernel kernel) {
        this.together = together;
        this.segments = segments;
        this.kernel = kernel;
    }

    Kernel kernel() {
        return kernel;
    }

    /** Scans segments until none is left that nobody has begun. */
    void work(Scratch scratch) {
        for (int segment = next.getAndIncrement(); segment < segments; segment = next.getAndIncrement()) {
            try {
                for (Search search : together) {
                    if (segment < search.view().used() && !search.isLate()) {
                        Scan.segment(search, segment, kernel, scratch);
                    }
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                finished.incrementAndGet();
            }
        }
    }

    /** Returns when every segment has been scanned: those that helpers have begun, they finish. */
    void await() {
        for (int spins = 0; finished.get() < segments; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, NAP_NANOS);
            }
        }
        if (failure != null) {
            throw new IllegalStateException("a segment could not be searched", failure);
        }
    }
}
