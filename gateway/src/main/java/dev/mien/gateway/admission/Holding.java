package dev.mien.gateway.admission;

import java.util.ArrayList;
import java.util.List;

/**
 * What one request holds: given back once, when nobody waits for the answer any more and nothing works on it any more.
 * Whoever hangs up does not stop the work: given back at that moment, what is held could be had again and again by
 * hanging up, while all the bodies are still in memory. Thread safe.
 */
final class Holding {
    private final List<Runnable> toGive = new ArrayList<>(2);
    private boolean working;
    private boolean ended;

    /** @param give how it is given back; at once, when all is over already */
    synchronized void add(Runnable give) {
        toGive.add(give);
        giveIfOver();
    }

    /** @return false when nobody waits for an answer any more, and what was held is gone */
    synchronized boolean begins() {
        working = !ended;
        return working;
    }

    synchronized void isDone() {
        working = false;
        giveIfOver();
    }

    /** The answer was written, or nobody waits for it any more. */
    synchronized void ends() {
        ended = true;
        giveIfOver();
    }

    private void giveIfOver() {
        if (ended && !working) {
            toGive.forEach(Runnable::run);
            toGive.clear();
        }
    }
}
