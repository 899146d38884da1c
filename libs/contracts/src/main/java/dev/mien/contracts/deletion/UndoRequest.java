package dev.mien.contracts.deletion;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.util.Objects;

/**
 * enrollment-service asks for the number under which an enrollment that never became active is undone, or asks again
 * for one that it was told and that nothing has come of: the ledger may have been lost with it.
 *
 * @param wasActive whether it did become active: then the erasure is a public one
 */
public record UndoRequest(ApplicationId applicationId, FacialId facialId, boolean wasActive) {
    public UndoRequest {
        Objects.requireNonNull(applicationId, "applicationId");
        Objects.requireNonNull(facialId, "facialId");
    }
}
