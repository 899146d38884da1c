package dev.mien.index.replica;

import dev.mien.contracts.index.HeadPosition;
import dev.mien.index.gallery.Hit;
import java.util.List;

/**
 * What a search has seen.
 *
 * @param through every change up to this one was in memory
 * @param searched how many faces the query was compared with; of a scope, how many it names
 */
public record Searched(HeadPosition through, long searched, List<Hit> hits) {
    public Searched {
        hits = List.copyOf(hits);
    }
}
