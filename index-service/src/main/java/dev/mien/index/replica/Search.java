package dev.mien.index.replica;

import dev.mien.contracts.FacialId;
import dev.mien.index.gallery.Query;
import java.util.function.LongToDoubleFunction;

/**
 * What to search for.
 *
 * @param profile faces of this model profile alone are compared
 * @param floor the lowest score of interest, by the number of faces that are compared
 * @param most hits, at most
 * @param only the one Facial ID to compare with; null: all
 */
public record Search(String profile, Query query, LongToDoubleFunction floor, int most, FacialId only) {}
