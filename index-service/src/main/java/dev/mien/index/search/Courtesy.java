package dev.mien.index.search;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Has writers give way while every core that searches share is at work: somebody waits for a search, and nobody for a
 * write in memory (who needs one to be there, reads the head). Without it a writer at full speed takes a core, and
 * makes so many changes that a long search has to look at them all again. Thread safe.
 */
final class Courtesy {
    /** Writes between two pauses: a fifth of a millisecond's work. */
    private static final int BURST = 16;

    /** Four times as long as the burst: a replica that is ten thousand rows behind still catches up in a second. */
    private static final long PAUSE_NANOS = 500_000;

    private final BooleanSupplier busy;
    private final AtomicInteger writes = new AtomicInteger();

    /** @param busy whether no core is left for a search that comes now */
    Courtesy(BooleanSupplier busy) {
        this.busy = busy;
    }

    /** To be called after each write, holding no lock. @return whether the writer has paused */
    boolean written() {
        if (writes.incrementAndGet() % BURST != 0 || !busy.getAsBoolean()) {
            return false;
        }
        LockSupport.parkNanos(this, PAUSE_NANOS);
        return true;
    }
}
