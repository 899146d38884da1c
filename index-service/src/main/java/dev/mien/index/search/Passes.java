package dev.mien.index.search;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Shares the processor's cores among searches. A caller that gets a core passes through its gallery, and takes along
 * who waits for the same one: a segment that is in the cache serves them all. While cores are idle a pass is split over
 * them. Thread safe; one for each process.
 */
final class Passes {
    /** Queries of one pass: more would gain nothing, and each waits for all. */
    private static final int TOGETHER = 16;
    /** A core is asked to help with no less: below that, waking it costs more than it saves. */
    private static final int SEGMENTS_EACH = 8;

    private static final long NAP_NANOS = 100_000;

    private final Semaphore cores;
    private final Supplier<Kernel> kernels;
    private final Queue<Search> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private final ExecutorService helpers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("search-", 0).factory());
    private final Lock resizing = new ReentrantLock();
    private volatile int most;
    private volatile Kernel ran;

    Passes(int cores, Supplier<Kernel> kernels) {
        this.most = cores;
        this.cores = new Semaphore(cores);
        this.kernels = kernels;
    }

    Kernel kernel() {
        return kernels.get();
    }

    /** Whether no core is left for a search that comes now. */
    boolean busy() {
        return cores.availablePermits() <= 0;
    }

    /** The kernel of the latest pass; empty before the first. */
    Optional<Kernel> ran() {
        return Optional.ofNullable(ran);
    }

    /** Shares so many cores from now on; of fewer than before, those that are at work are waited for. */
    void cores(int wanted) {
        if (wanted < 1) {
            throw new IllegalArgumentException("searches need a core");
        }
        resizing.lock();
        try {
            if (wanted > most) {
                cores.release(wanted - most);
            } else {
                cores.acquireUninterruptibly(most - wanted);
            }
            most = wanted;
        } finally {
            resizing.unlock();
        }
    }

    /** @throws SearchRefusedException when the search's deadline passes first */
    void run(Search search) {
        boolean interrupted = false;
        waiting.add(search);
        while (!search.isDone()) {
            if (cores.tryAcquire()) {
                lead();
            } else if (search.nanosLeft() <= 0 && search.take()) {
                waiting.remove(search);
                throw SearchRefusedException.late();
            } else {
                LockSupport.parkNanos(this, Math.max(NAP_NANOS, search.nanosLeft()));
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (search.failure() instanceof SearchRefusedException refused) {
            throw refused;
        }
        if (search.failure() != null) {
            throw new IllegalStateException("a search failed", search.failure());
        }
    }

    /** Makes one pass on a core that is this thread's now. */
    private void lead() {
        List<Search> together = new ArrayList<>();
        try {
            gather(together);
            if (!together.isEmpty()) {
                pass(together);
            }
            together.forEach(search -> search.finish(search.isLate() ? SearchRefusedException.late() : null));
        } catch (RuntimeException | Error e) {
            together.forEach(search -> search.finish(e));
        } finally {
            release();
        }
    }

    private void release() {
        cores.release();
        // Whoever came after this look gets the core by itself.
        Search next = waiting.peek();
        if (next != null) {
            next.wake();
        }
    }

    /** Whoever has waited longest, and those who wait for the same gallery. */
    private void gather(List<Search> together) {
        for (Iterator<Search> all = waiting.iterator(); all.hasNext() && together.size() < TOGETHER; ) {
            Search search = all.next();
            if ((together.isEmpty() || together.getFirst().gallery() == search.gallery()) && search.take()) {
                all.remove();
                together.add(search);
            }
        }
    }

    private void pass(List<Search> together) {
        int segments =
                together.stream().mapToInt(search -> search.view().used()).max().orElse(0);
        Pass pass = new Pass(together, segments, kernel());
        for (int help = 1; help < most && segments >= (help + 1) * SEGMENTS_EACH; help++) {
            if (!waiting.isEmpty() || !cores.tryAcquire()) {
                break;
            }
            help(pass);
        }
        work(pass);
        pass.await();
        ran = pass.kernel();
    }

    /** The core is the helper's, who gives it back. */
    private void help(Pass pass) {
        try {
            helpers.execute(() -> {
                try {
                    work(pass);
                } finally {
                    release();
                }
            });
        } catch (RuntimeException | Error noThread) {
            // Without help it takes longer, and that is all.
            release();
        }
    }

    private void work(Pass pass) {
        Scratch scratch = scratches.poll();
        if (scratch == null) {
            scratch = new Scratch();
        }
        pass.work(scratch);
        scratches.add(scratch);
    }
}
