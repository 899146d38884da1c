package dev.mien.contracts.event;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody was not recognized.
 *
 * @param code why
 */
public record AuthenticationFailed(ApplicationId applicationId, UUID attemptId, Instant at, Code code) {}
