package dev.mien.contracts.enrollment;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.util.Objects;

/** Tells enrollment-service that the ledger has numbered the erasure of this Facial ID. */
public record EndOfLife(long number, ApplicationId applicationId, FacialId facialId) {
    public EndOfLife {
        Objects.requireNonNull(applicationId, "applicationId");
        Objects.requireNonNull(facialId, "facialId");
        if (number < 1) {
            throw new IllegalArgumentException("ledger numbers start at 1");
        }
    }
}
