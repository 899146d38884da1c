package dev.mien.index.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** The best so many hits of a scan. */
final class Best {
    private final int most;
    private final PriorityQueue<Hit> worstFirst = new PriorityQueue<>(Hit.BEST_FIRST.reversed());
    private double floor;

    Best(double floor, int most) {
        this.floor = floor;
        this.most = most;
    }

    /** What a score has to reach to be of interest; rises once enough have been found. */
    double floor() {
        return floor;
    }

    void offer(Hit hit) {
        worstFirst.add(hit);
        if (worstFirst.size() > most) {
            worstFirst.poll();
        }
        if (worstFirst.size() == most) {
            floor = Math.max(floor, worstFirst.element().score());
        }
    }

    List<Hit> inOrder() {
        List<Hit> hits = new ArrayList<>(worstFirst);
        hits.sort(Hit.BEST_FIRST);
        return hits;
    }
}
