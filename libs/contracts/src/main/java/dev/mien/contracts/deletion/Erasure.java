package dev.mien.contracts.deletion;

import dev.mien.contracts.ApplicationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far an erasure is.
 *
 * @param id names it to the outside
 * @param ended whether enrollment-service has committed the end of <em>active</em>: only then may 200 or 202 be answered
 * @param completedAt when every holder had confirmed; null before
 * @param confirmations who has confirmed so far
 */
public record Erasure(
        UUID id,
        long number,
        ApplicationId applicationId,
        boolean ended,
        Instant requestedAt,
        Instant completedAt,
        List<HolderConfirmation> confirmations) {
    public Erasure {
        confirmations = List.copyOf(confirmations);
    }

    /** One holder's word that nothing is left. */
    public record HolderConfirmation(String holder, Instant at) {}
}
