package dev.mien.contracts.index;

import java.util.Objects;

/**
 * What became of a template that was to change.
 *
 * @param occasions how many occasions the template is the mean of now; 0 where there is none
 */
public record TemplateAnswer(Outcome outcome, int occasions) {
    public TemplateAnswer {
        Objects.requireNonNull(outcome, "outcome");
    }

    /** The ends that a change can come to. Only {@link #JOINED}, {@link #MOVED} and {@link #RESET} have changed anything. */
    public enum Outcome {
        /** The occasion is part of the template now. */
        JOINED,
        /** The person has a template of the model profile that people move to. */
        MOVED,
        /** It was part of it already: this very probe, or the same picture. */
        ALREADY_JOINED,
        /** The template has as many occasions as it may. */
        FULL,
        /** The template has an occasion of this day; only a backend may add another. */
        SAME_DAY,
        /** Not near enough to the first enrollment, or for a backend's occasion to the template. */
        OTHER_FACE,
        /** Near enough to recognize the person, not to learn from. */
        UNCERTAIN,
        /** The template would come too near to somebody else's. */
        RESEMBLES_ANOTHER,
        /** There is no such template: never was, or the Facial ID is in the ledger. */
        GONE,
        /** The probe is not valid for this, or no longer. */
        PROBE_REFUSED,
        /** The template is the enrollment's alone again. */
        RESET,
        /** It was the enrollment's alone. */
        UNCHANGED
    }
}
