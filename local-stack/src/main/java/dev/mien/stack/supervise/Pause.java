package dev.mien.stack.supervise;

import java.time.Duration;

/** Waiting between two looks at something. */
public final class Pause {
    private Pause() {}

    /** Sleeps; an interruption becomes a {@link StackFailure}, with the thread's flag kept. */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }
}
