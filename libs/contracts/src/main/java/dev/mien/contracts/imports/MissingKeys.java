package dev.mien.contracts.imports;

import java.util.List;

/** Those of the asked keys that have no result, in the order in which they were asked for. */
public record MissingKeys(List<String> missing) {
    public MissingKeys {
        missing = List.copyOf(missing);
    }

    @Override
    public String toString() {
        return "MissingKeys[" + missing.size() + "]";
    }
}
