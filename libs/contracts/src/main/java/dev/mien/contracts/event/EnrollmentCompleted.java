package dev.mien.contracts.event;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.time.Instant;

/**
 * Somebody was enrolled and is recognized from now on.
 *
 * @param version rises with each event about this Facial ID
 * @param termsVersion the terms that were consented to
 */
public record EnrollmentCompleted(
        ApplicationId applicationId, FacialId facialId, long version, Instant at, String termsVersion) {}
