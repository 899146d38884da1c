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
    /**
     * The terms that were last consented to, and when.
     *
     * @param source whose word that is: {@code person}, {@code page} or {@code importer}
     * @param legalBasis what an importer stated in the place of the person's consent; null otherwise
     */
    public record Consent(String termsVersion, Instant at, String source, Basis legalBasis) {}

    /** An article of the GDPR, and where the importer says that it is documented. */
    public record Basis(String article, String reference) {}

    static FacialIdView of(Profile profile) {
        return new FacialIdView(
                profile.facialId(),
                profile.state().name().toLowerCase(Locale.ROOT),
                profile.createdAt(),
                profile.lastUsedAt(),
                new Consent(
                        profile.termsVersion(),
                        profile.consentAt(),
                        profile.consentSource() == null
                                ? null
                                : profile.consentSource().toLowerCase(Locale.ROOT),
                        profile.legalBasis() == null
                                ? null
                                : new Basis(profile.legalBasis().article(), profile.legalReference())));
    }
}
