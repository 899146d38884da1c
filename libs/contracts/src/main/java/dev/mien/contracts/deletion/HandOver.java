package dev.mien.contracts.deletion;

import java.util.List;
import java.util.Objects;

/** Entries that a holder has applied and a restored ledger lacks, in order and without gaps. */
public record HandOver(String holder, List<LedgerEntry> entries) {
    public HandOver {
        Objects.requireNonNull(holder, "holder");
        entries = List.copyOf(entries);
    }
}
