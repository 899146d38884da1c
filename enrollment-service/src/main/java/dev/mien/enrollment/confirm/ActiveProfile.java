package dev.mien.enrollment.confirm;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.Estimates;
import dev.mien.enrollment.payload.Payload;
import java.time.Instant;

/**
 * Somebody who was active at {@code at}.
 *
 * @param at by the database's clock, taken while the row was locked: whoever ends this life commits later
 * @param payload null when there is none
 * @param estimates null when none were asked for
 */
public record ActiveProfile(FacialId facialId, Instant at, Instant enrolledAt, Payload payload, Estimates estimates) {}
