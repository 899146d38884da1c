package dev.mien.contracts.enrollment;

import dev.mien.contracts.FacialId;
import java.time.Instant;

/**
 * What a backend may see of one of its Facial IDs.
 *
 * @param state {@link ProfileState#ACTIVE} or {@link ProfileState#PAUSED}: others are not told
 * @param termsVersion the terms last consented to
 * @param consentAt when
 * @param lastUsedAt null until the first recognition
 */
public record Profile(
        FacialId facialId,
        ProfileState state,
        Instant createdAt,
        Instant lastUsedAt,
        String termsVersion,
        Instant consentAt) {}
