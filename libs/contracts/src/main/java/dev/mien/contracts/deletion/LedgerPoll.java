package dev.mien.contracts.deletion;

import java.util.Objects;

/**
 * A holder's report, and its question for more.
 *
 * @param holder the service that holds
 * @param applied every number up to this one stands in its copy; it checks writes against them
 * @param fulfilled every number up to this one has been purged, and nothing about it is on its way any more
 */
public record LedgerPoll(String holder, long applied, long fulfilled) {
    public LedgerPoll {
        Objects.requireNonNull(holder, "holder");
        if (applied < 0 || fulfilled < 0 || fulfilled > applied) {
            throw new IllegalArgumentException("0 <= fulfilled <= applied");
        }
    }
}
