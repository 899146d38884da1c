package dev.mien.contracts.index;

import java.util.List;
import java.util.Objects;

/**
 * How a store ended.
 *
 * @param newer with {@link Outcome#NEWER_MATCHES}: templates stored or changed after the probe's search that match it
 */
public record StoreAnswer(Outcome outcome, List<Candidate> newer) {
    public StoreAnswer {
        Objects.requireNonNull(outcome, "outcome");
        newer = List.copyOf(newer);
    }

    /** The ends that a store can come to. */
    public enum Outcome {
        /** The template is in the index, now or since an earlier identical call. */
        STORED,
        /** Nothing was inserted: somebody who matches came in between. */
        NEWER_MATCHES,
        /** Nothing was inserted: the Facial ID is in the ledger. */
        ERASED,
        /** Nothing was inserted: the probe is no longer valid (too old, used, or of another incarnation or profile). */
        PROBE_REFUSED
    }
}
