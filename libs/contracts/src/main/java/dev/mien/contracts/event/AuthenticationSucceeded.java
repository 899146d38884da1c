package dev.mien.contracts.event;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody was recognized.
 *
 * @param mode {@code 1:1}, {@code scoped} or {@code 1:N}
 * @param liveness the guard that was passed: {@code none}, {@code passive}, {@code active} or {@code both}
 */
public record AuthenticationSucceeded(
        ApplicationId applicationId, UUID attemptId, FacialId facialId, Instant at, String mode, String liveness) {}
