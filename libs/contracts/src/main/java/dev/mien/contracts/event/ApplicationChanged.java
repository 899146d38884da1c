package dev.mien.contracts.event;

import dev.mien.contracts.ApplicationId;
import java.time.Instant;

/**
 * An application was created or changed.
 *
 * @param revision the policy's revision
 * @param state {@code active} or {@code paused}
 */
public record ApplicationChanged(ApplicationId applicationId, long revision, String state, Instant at) {}
