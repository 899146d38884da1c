package dev.mien.gateway.imports;

import dev.mien.contracts.imports.ImportJob;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * An import as its application's backend sees it.
 *
 * @param state {@code open} or {@code finished}
 * @param liveness {@code none}, always: a stored picture shows nobody alive
 * @param counts how many lines came to what; {@code missing} are those still to be sent, as far as that is known
 */
public record ImportView(
        UUID importId,
        String state,
        OpenImport.Basis legalBasis,
        String termsVersion,
        String liveness,
        Integer expected,
        Instant openedAt,
        Instant finishedAt,
        Instant expiresAt,
        ImportJob.Counts counts) {
    static ImportView of(ImportJob job) {
        return new ImportView(
                job.id(),
                job.state().name().toLowerCase(Locale.ROOT),
                new OpenImport.Basis(job.legalBasis().article(), job.reference()),
                job.termsVersion(),
                "none",
                job.expected(),
                job.openedAt(),
                job.finishedAt(),
                job.expiresAt(),
                job.counts());
    }
}
