package dev.mien.contracts.event;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.time.Instant;

/**
 * Something about an enrolled person changed.
 *
 * @param changed what: {@code state}, {@code payload}, {@code pin}, {@code consent} or {@code template}
 * @param state the state after the change: {@code active} or {@code paused}
 */
public record EnrollmentUpdated(
        ApplicationId applicationId, FacialId facialId, long version, Instant at, String changed, String state) {}
