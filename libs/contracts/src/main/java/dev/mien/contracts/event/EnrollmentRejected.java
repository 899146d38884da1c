package dev.mien.contracts.event;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import java.time.Instant;
import java.util.UUID;

/**
 * An enrollment was refused after its frames were looked at.
 *
 * @param code why
 */
public record EnrollmentRejected(ApplicationId applicationId, UUID attemptId, Instant at, Code code) {}
