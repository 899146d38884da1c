package dev.mien.contracts.enrollment;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.PayloadSource;
import java.time.Instant;

/**
 * The moment of truth: this person was active at {@code confirmedAt}, by the clock of enrollment-service's database.
 *
 * @param payload the linked JSON as text; null when there is none
 * @param payloadSource who gave it; null when there is none
 */
public record Confirmation(FacialId facialId, Instant confirmedAt, String payload, PayloadSource payloadSource) {}
