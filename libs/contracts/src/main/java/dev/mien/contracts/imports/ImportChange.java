package dev.mien.contracts.imports;

import java.util.Objects;

/** Asks for another state of an import. */
public record ImportChange(ImportState state) {
    public ImportChange {
        Objects.requireNonNull(state, "state");
    }
}
