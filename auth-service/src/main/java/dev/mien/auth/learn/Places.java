package dev.mien.auth.learn;

import dev.mien.contracts.ApplicationId;
import java.util.HashMap;
import java.util.Map;

/**
 * Places that applications share. One takes another place as long as it has fewer than are left: alone it gets half of
 * them, two get a third each, and there is always one for who has none, until as many applications are busy as there
 * are places. Thread safe.
 */
final class Places {
    private final Map<ApplicationId, Integer> taken = new HashMap<>();
    private int free;

    Places(int all) {
        this.free = all;
    }

    /** @return false when it has its share */
    synchronized boolean take(ApplicationId application) {
        int own = taken.getOrDefault(application, 0);
        if (own >= free) {
            return false;
        }
        taken.put(application, own + 1);
        free--;
        return true;
    }

    /** Gives back one that was taken. */
    synchronized void give(ApplicationId application) {
        taken.computeIfPresent(application, (_, own) -> own == 1 ? null : own - 1);
        free++;
    }
}
