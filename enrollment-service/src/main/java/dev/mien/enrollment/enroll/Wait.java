package dev.mien.enrollment.enroll;

import dev.mien.platform.problem.Refusal;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waiting for somebody else's pending enrollment: the bounds of it in one place. */
final class Wait {
    /** P1: an outcome is awaited for this long. */
    static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private Wait() {}

    /** Looks until {@code settled}, or until it has waited long enough; the last look is the answer either way. */
    static <T> T until(Predicate<T> settled, Supplier<T> look) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        T seen = look.get();
        while (!settled.test(seen) && System.nanoTime() < deadline) {
            pause();
            seen = look.get();
        }
        return seen;
    }

    /** What is said when it was not settled: 503 with Retry-After. */
    static Refusal later() {
        return Refusal.later(
                "An enrollment that this one depends on is still undecided; nothing was stored.", TRY_AGAIN);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw later();
        }
    }
}
