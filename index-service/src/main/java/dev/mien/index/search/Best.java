package dev.mien.index.search;

import dev.mien.index.gallery.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The best so many hits of a search, each row once: a face that is moved or replaced meanwhile may be met twice. Thread
 * safe; the floor rises once enough have been found, and what is under it is of no more interest.
 */
final class Best {
    private final int most;
    private final TreeSet<Hit> hits = new TreeSet<>(Hit.BEST_FIRST);
    private final Map<Long, Hit> byRow = new HashMap<>();
    private volatile double floor;

    Best(double floor, int most) {
        this.floor = floor;
        this.most = most;
    }

    double floor() {
        return floor;
    }

    synchronized void offer(Hit hit) {
        Hit known = byRow.get(hit.rowId());
        // The better one of two: so the floor, which has risen by it, stays right.
        if (hit.score() < floor || known != null && known.score() >= hit.score()) {
            return;
        }
        if (known != null) {
            hits.remove(known);
        }
        hits.add(hit);
        byRow.put(hit.rowId(), hit);
        if (hits.size() > most) {
            byRow.remove(hits.pollLast().rowId());
        }
        if (hits.size() == most) {
            floor = Math.max(floor, hits.last().score());
        }
    }

    synchronized List<Hit> inOrder() {
        return new ArrayList<>(hits);
    }
}
