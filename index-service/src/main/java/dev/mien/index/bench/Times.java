package dev.mien.index.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Durations of something that was done again and again, in nanoseconds. For one thread. */
final class Times {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FIRST_CAPACITY = 256;
    private long[] nanos = new long[FIRST_CAPACITY];
    private int count;
    private boolean sorted;

    /** What this thread has had of the processor: what others take of it is not counted. */
    static long own() {
        return THREADS.getCurrentThreadCpuTime();
    }

    void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = took;
        sorted = false;
    }

    void addAll(Times others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    int count() {
        return count;
    }

    /** @param share 0 to 1; of the durations so many are shorter */
    double quantile(double share) {
        if (!sorted) {
            Arrays.sort(nanos, 0, count);
            sorted = true;
        }
        return count == 0 ? Double.NaN : nanos[Math.min(count - 1, (int) (share * count))];
    }

    /** What counts for ratios: a busy machine only ever adds. */
    double best() {
        return quantile(0.1);
    }
}
