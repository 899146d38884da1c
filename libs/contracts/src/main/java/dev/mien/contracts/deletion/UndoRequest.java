package dev.mien.contracts.deletion;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.util.Objects;

/** enrollment-service asks for the number under which an enrollment that never became active is undone. */
public record UndoRequest(ApplicationId applicationId, FacialId facialId) {
    public UndoRequest {
        Objects.requireNonNull(applicationId, "applicationId");
        Objects.requireNonNull(facialId, "facialId");
    }
}
