package dev.mien.index.resolve;

import dev.mien.contracts.index.Candidate;
import dev.mien.index.gallery.Hit;
import java.util.List;

/** Hits as other services know them. */
public final class Candidates {
    /**
     * Candidates of one answer, at most: enough that somebody who is active is not crowded out by those of the same
     * face who are being erased.
     */
    public static final int MOST = 64;

    private Candidates() {}

    public static List<Candidate> of(List<Hit> hits) {
        return hits.stream()
                .map(hit -> new Candidate(hit.facialId(), hit.score()))
                .toList();
    }
}
