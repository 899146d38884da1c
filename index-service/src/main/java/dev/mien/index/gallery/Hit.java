package dev.mien.index.gallery;

import dev.mien.contracts.FacialId;
import java.util.Comparator;

/**
 * A face that resembles the query.
 *
 * @param score cosine similarity
 */
public record Hit(long rowId, FacialId facialId, double score) {
    /** Best first; equal scores in the order of their rows, so that every replica answers alike. */
    public static final Comparator<Hit> BEST_FIRST =
            Comparator.comparingDouble(Hit::score).reversed().thenComparingLong(Hit::rowId);

    @Override
    public String toString() {
        return "Hit[" + rowId + " " + score + "]";
    }
}
