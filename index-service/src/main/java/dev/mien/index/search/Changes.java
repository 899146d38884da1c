package dev.mien.index.search;

import java.lang.invoke.VarHandle;

/**
 * Which slots have been written lately: how a reader learns, without a lock, what it may have seen half of. A writer
 * adds a slot before it begins to write there and once more when it has finished; a reader notes the position before it
 * begins, and looks afterwards at what has been added since. One writer, any number of readers.
 */
final class Changes {
    private static final int FIRST_CAPACITY = 256;
    private volatile int[] ring = new int[FIRST_CAPACITY];
    private volatile long position;

    /** How many slots have ever been added. */
    long position() {
        return position;
    }

    void add(int slot) {
        int[] to = ring;
        long at = position;
        to[(int) at & to.length - 1] = slot;
        position = at + 1;
        // Neither may what follows be seen before the entry, nor the entry before what it was written for.
        VarHandle.fullFence();
    }

    /** Whatever a reader that has begun has seen, it has to look at again. */
    void everything() {
        position += 2L * ring.length;
        VarHandle.fullFence();
    }

    /** Remembers at least so many from now on. */
    void remember(int capacity) {
        int[] old = ring;
        if (old.length >= capacity) {
            return;
        }
        int[] grown = new int[Integer.highestOneBit(capacity - 1) * 2];
        for (long at = Math.max(0, position - old.length); at < position; at++) {
            grown[(int) at & grown.length - 1] = old[(int) at & old.length - 1];
        }
        ring = grown;
    }

    /**
     * The slots that were added from a position on. What they hold has to be read after this.
     *
     * @param to takes the slots
     * @return the position up to which they were taken; -1 when it is too long ago to say
     */
    long since(long from, java.util.function.IntConsumer to) {
        VarHandle.acquireFence();
        long until = position;
        int[] of = ring;
        if (until - from >= of.length) {
            return -1;
        }
        for (long at = from; at < until; at++) {
            to.accept(of[(int) at & of.length - 1]);
        }
        VarHandle.acquireFence();
        // Had it been overtaken while reading, the oldest entries would be others'.
        return position - from >= of.length ? -1 : until;
    }

    /** Bytes that it takes. */
    long bytes() {
        return (long) ring.length * Integer.BYTES;
    }

    /** Whether what was read in a slot since a position may be half a change. */
    boolean touched(int slot, long since) {
        VarHandle.acquireFence();
        if (position == since) {
            return false;
        }
        boolean[] found = new boolean[1];
        return since(since, changed -> found[0] |= changed == slot) < 0 || found[0];
    }
}
