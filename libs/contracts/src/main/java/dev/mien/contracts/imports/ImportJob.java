package dev.mien.contracts.imports;

import java.time.Instant;
import java.util.UUID;

/**
 * One import, and how far it is.
 *
 * @param expected null when the importer did not say
 * @param finishedAt null while it is open
 * @param expiresAt when it and its lines are forgotten
 */
public record ImportJob(
        UUID id,
        ImportState state,
        LegalBasis legalBasis,
        String reference,
        String termsVersion,
        Integer expected,
        Instant openedAt,
        Instant finishedAt,
        Instant expiresAt,
        Counts counts) {
    /**
     * Lines by their outcome.
     *
     * @param missing those that are still to be sent, as far as that is known: all that were expected and have no result;
     *     where nothing was expected, those that came and got none
     */
    public record Counts(long enrolled, long refused, long erased, long missing) {}

    /** The same, with other counts. */
    public ImportJob counting(Counts other) {
        return new ImportJob(
                id, state, legalBasis, reference, termsVersion, expected, openedAt, finishedAt, expiresAt, other);
    }
}
