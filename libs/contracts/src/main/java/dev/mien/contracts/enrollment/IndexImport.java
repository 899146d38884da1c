package dev.mien.contracts.enrollment;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * How far the import of an index file is. Templates, not people: somebody who was moving between model profiles has
 * two.
 *
 * @param file the file's id
 * @param state running until the file's end has been read
 * @param next parts that have been dealt with: the same file again goes on here
 * @param imported their people are active, or paused as they were
 * @param known their Facial IDs are of this application already, and were left as they are
 * @param erased their Facial IDs are in this installation's ledger, and stay erased
 * @param duplicates somebody with the same face is here, and the policy refuses duplicates
 * @param taken their Facial IDs cannot be given in this application
 */
public record IndexImport(
        UUID file,
        State state,
        long next,
        long imported,
        long known,
        long erased,
        long duplicates,
        long taken,
        Instant startedAt,
        Instant changedAt) {
    public IndexImport {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(state, "state");
    }

    /** Whether there is more to come. */
    public enum State {
        RUNNING,
        COMPLETE
    }
}
