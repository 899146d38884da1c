package dev.mien.stack.suite;

import java.util.Locale;

/** How long something took, for people. */
public final class Stopwatch {
    private final long start = System.nanoTime();

    /** For example {@code 1.3 s}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
    }
}
