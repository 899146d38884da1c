package dev.mien.index.search;

import dev.mien.index.gallery.Hit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One query on its way through a gallery, once: what is written meanwhile, its caller looks at afterwards. */
final class Search {
    private enum State {
        WAITING,
        TAKEN,
        DONE
    }

    private final ExactGallery gallery;
    private final Space space;
    private final View view;
    private final Probe probe;
    private final Best best;
    private final boolean comparesAll;
    private final long deadline;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger state = new AtomicInteger(State.WAITING.ordinal());
    private volatile Cut cut;
    private volatile double cutFloor = Double.NaN;
    private volatile boolean late;
    private volatile Throwable failure;

    /** @param deadline by {@link System#nanoTime} */
    Search(ExactGallery gallery, Space space, View view, Probe probe, Best best, boolean comparesAll, long deadline) {
        this.gallery = gallery;
        this.space = space;
        this.view = view;
        this.probe = probe;
        this.best = best;
        this.comparesAll = comparesAll;
        this.deadline = deadline;
    }

    ExactGallery gallery() {
        return gallery;
    }

    Shape shape() {
        return space.shape();
    }

    View view() {
        return view;
    }

    Probe probe() {
        return probe;
    }

    Best best() {
        return best;
    }

    boolean comparesAll() {
        return comparesAll;
    }

    /** The limits at the floor of now. */
    Cut cut() {
        double floor = best.floor();
        Cut known = cut;
        if (known == null || floor != cutFloor) {
            known = new Cut(space, probe, floor, gallery.safety());
            // In this order: a cut for a lower floor than is remembered only keeps more.
            cut = known;
            cutFloor = floor;
        }
        return known;
    }

    /** Reads a face once more, whole, and takes it when it still is of interest. */
    void offer(int slot, Segment segment) {
        Hit hit = gallery.read(slot, segment, probe);
        if (hit != null) {
            best.offer(hit);
        }
    }

    /** Whether it is no use any more. */
    boolean isLate() {
        if (!late && System.nanoTime() - deadline > 0) {
            late = true;
        }
        return late;
    }

    long nanosLeft() {
        return deadline - System.nanoTime();
    }

    /** @return false when somebody else has taken it */
    boolean take() {
        return state.compareAndSet(State.WAITING.ordinal(), State.TAKEN.ordinal());
    }

    void finish(Throwable why) {
        failure = why;
        state.set(State.DONE.ordinal());
        LockSupport.unpark(caller);
    }

    boolean isDone() {
        return state.get() == State.DONE.ordinal();
    }

    Throwable failure() {
        return failure;
    }

    void wake() {
        LockSupport.unpark(caller);
    }
}
