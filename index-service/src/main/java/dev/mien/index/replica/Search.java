package dev.mien.index.replica;

import dev.mien.index.gallery.Query;
import dev.mien.index.gallery.Scope;
import java.util.Objects;
import java.util.function.LongToDoubleFunction;

/**
 * What to search for.
 *
 * @param profile faces of this model profile alone are compared
 * @param floor the lowest score of interest, by the number of faces that are compared
 * @param most hits, at most
 * @param scope whom to compare with
 */
public record Search(String profile, Query query, LongToDoubleFunction floor, int most, Scope scope) {
    public Search {
        Objects.requireNonNull(scope, "scope");
    }
}
