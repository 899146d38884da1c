package dev.mien.deletion.completion;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Requests that wait for their erasure's completion: woken by this process, or looking now and then for another's. */
@ApplicationScoped
public class Waiters {
    /** Another replica may complete it: look this often. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ConcurrentHashMap<Long, Waiting> waiting = new ConcurrentHashMap<>();

    private record Waiting(int count, CountDownLatch latch) {}

    /** Returns when {@code complete} says so, or after {@code longest}. Holds no connection while it waits. */
    public void await(long number, Duration longest, BooleanSupplier complete) {
        long end = System.nanoTime() + longest.toNanos();
        CountDownLatch latch = enter(number);
        try {
            boolean signalled = false;
            while (!complete.getAsBoolean() && !signalled) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                signalled = latch.await(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(number);
        }
    }

    /** The completion has been committed. */
    void completed(long number) {
        Waiting here = waiting.get(number);
        if (here != null) {
            here.latch().countDown();
        }
    }

    private CountDownLatch enter(long number) {
        return waiting.compute(
                        number,
                        (_, here) -> here == null
                                ? new Waiting(1, new CountDownLatch(1))
                                : new Waiting(here.count() + 1, here.latch()))
                .latch();
    }

    private void leave(long number) {
        waiting.computeIfPresent(
                number, (_, here) -> here.count() == 1 ? null : new Waiting(here.count() - 1, here.latch()));
    }
}
