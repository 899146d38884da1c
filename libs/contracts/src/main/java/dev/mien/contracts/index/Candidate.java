package dev.mien.contracts.index;

import dev.mien.contracts.FacialId;
import java.util.Objects;

/**
 * Somebody whose template resembles the probe.
 *
 * @param score cosine similarity, -1 to 1; for services alone, it never reaches a browser
 */
public record Candidate(FacialId facialId, double score) {
    public Candidate {
        Objects.requireNonNull(facialId, "facialId");
    }
}
