package dev.mien.gateway.facialid;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.Profile;
import java.time.Instant;
import java.util.Locale;

/**
 * A Facial ID as its application's backend sees it.
 *
 * @param state {@code active} or {@code paused}
 * @param lastUsedAt null until the first recognition
 */
public record FacialIdView(FacialId facialId, String state, Instant createdAt, Instant lastUsedAt, Consent consent) {
    /** The terms that were last consented to, and when. */
    public record Consent(String termsVersion, Instant at) {}

    static FacialIdView of(Profile profile) {
        return new FacialIdView(
                profile.facialId(),
                profile.state().name().toLowerCase(Locale.ROOT),
                profile.createdAt(),
                profile.lastUsedAt(),
                new Consent(profile.termsVersion(), profile.consentAt()));
    }
}
