package dev.mien.contracts.deletion;

import java.util.List;
import java.util.Objects;

/** Entries that a holder has applied and a restored ledger lacks, in order and without gaps; at most {@link LedgerPage#MAXIMUM}. */
public record HandOver(String holder, List<LedgerEntry> entries) {
    public HandOver {
        Objects.requireNonNull(holder, "holder");
        entries = List.copyOf(entries);
        if (entries.size() > LedgerPage.MAXIMUM) {
            throw new IllegalArgumentException("at most " + LedgerPage.MAXIMUM + " entries");
        }
    }
}
