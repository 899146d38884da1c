package dev.mien.contracts.index;

import java.util.List;

/**
 * What became of parts that were to be stored.
 *
 * @param outcomes in the order in which they were named
 */
public record StoredParts(List<Outcome> outcomes) {
    public StoredParts {
        outcomes = List.copyOf(outcomes);
    }

    /** The ends that one can come to. */
    public enum Outcome {
        /** The template is in the index, now or since an earlier call. */
        STORED,
        /** Not stored: the Facial ID is in the ledger. */
        ERASED,
        /** Not stored: a face like it came in since the search. Whether it is anybody, enrollment-service knows (P1). */
        MATCHED
    }
}
