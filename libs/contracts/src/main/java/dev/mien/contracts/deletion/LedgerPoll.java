package dev.mien.contracts.deletion;

import java.util.Objects;
import java.util.UUID;

/**
 * A holder's report, and its question for more.
 *
 * @param holder the service that holds
 * @param incarnation of the holder's database: renewed by each restore that the ledger tells it of. By it a report that
 *     was merely late differs from one of a database that went back in time
 * @param applied every number up to this one stands in its copy; it checks writes against them
 * @param fulfilled every number up to this one has been purged, and nothing about it is on its way any more
 */
public record LedgerPoll(String holder, UUID incarnation, long applied, long fulfilled) {
    public LedgerPoll {
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(incarnation, "incarnation");
        if (applied < 0 || fulfilled < 0 || fulfilled > applied) {
            throw new IllegalArgumentException("0 <= fulfilled <= applied");
        }
    }
}
