package dev.mien.enrollment.bulk;

import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one lane that imports have through this process: whoever stands before a camera does not wait behind a pile of
 * pictures. Thread safe.
 */
@ApplicationScoped
class BulkLane {
    /** Longer than most lines take: two importers take turns instead of sending each other away. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Semaphore free = new Semaphore(1, true);

    /** @throws Refusal 503 with Retry-After when another line takes too long */
    <T> T pass(Supplier<T> line) {
        if (!entered()) {
            throw Refusal.later("enrollment-service is busy with another import; send this line again.", SOON);
        }
        try {
            return line.get();
        } finally {
            free.release();
        }
    }

    private boolean entered() {
        try {
            return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
