package dev.mien.deletion.ledger;

import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.platform.crypto.SubjectHash;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry as the ledger keeps it.
 *
 * @param subject null once the erasure is complete, and in an entry that a holder handed over
 * @param owner hash of the application; null in an entry that was handed over
 * @param erasureId names the erasure to the outside
 * @param undo whether the Facial ID never became active
 * @param endedAt when enrollment-service had committed the end of <em>active</em>; null before
 * @param completedAt null before
 */
public record Entry(
        long number,
        LedgerEntry.Kind kind,
        SubjectHash hash,
        SubjectHash owner,
        Subject subject,
        UUID erasureId,
        boolean undo,
        Instant requestedAt,
        Instant endedAt,
        Instant completedAt) {

    /** Empty when there is nobody left to tell about, or nobody known. */
    public Optional<Subject> known() {
        return Optional.ofNullable(subject);
    }

    public boolean ended() {
        return endedAt != null;
    }

    public boolean completed() {
        return completedAt != null;
    }

    /** As holders see it. */
    public LedgerEntry toHolders() {
        return new LedgerEntry(
                number,
                kind,
                hash.bytes(),
                subject == null ? null : subject.application(),
                subject == null ? null : subject.facialId(),
                undo);
    }
}
