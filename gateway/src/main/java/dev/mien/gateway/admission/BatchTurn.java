package dev.mien.gateway.admission;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;

/** One batch of an import at a time, of whichever application; the others ask again. Thread safe. */
@ApplicationScoped
public class BatchTurn {
    private final AtomicBoolean taken = new AtomicBoolean();

    /** @return whether it is the caller's turn; if so, the caller leaves it */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    void leave() {
        if (!taken.compareAndSet(true, false)) {
            throw new IllegalStateException("a turn was left that nobody had taken");
        }
    }
}
