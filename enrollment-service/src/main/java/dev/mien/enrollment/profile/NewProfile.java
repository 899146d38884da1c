package dev.mien.enrollment.profile;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.Estimates;
import dev.mien.enrollment.payload.SealedPayload;
import dev.mien.platform.crypto.SubjectHash;
import java.util.Objects;

/**
 * A profile about to be written as pending.
 *
 * @param payload null when there is none
 * @param estimates null unless the policy asks for them
 */
public record NewProfile(
        ApplicationId application, FacialId facialId, SubjectHash subject, SealedPayload payload, Estimates estimates) {
    public NewProfile {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(facialId, "facialId");
        Objects.requireNonNull(subject, "subject");
    }
}
