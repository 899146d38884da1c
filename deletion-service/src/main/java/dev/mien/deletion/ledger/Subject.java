package dev.mien.deletion.ledger;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.util.Objects;

/** Whom an erasure is about. */
public record Subject(ApplicationId application, FacialId facialId) {
    public Subject {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(facialId, "facialId");
    }

    /** Names nobody: a subject must not reach a log in clear. */
    @Override
    public String toString() {
        return "Subject[REDACTED]";
    }
}
