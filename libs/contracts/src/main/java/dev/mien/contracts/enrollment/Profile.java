package dev.mien.contracts.enrollment;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.imports.LegalBasis;
import java.time.Instant;

/**
 * What a backend may see of one of its Facial IDs.
 *
 * @param state {@link ProfileState#ACTIVE} or {@link ProfileState#PAUSED}: others are not told
 * @param termsVersion the terms last consented to
 * @param consentAt when
 * @param lastUsedAt null until the first recognition
 * @param consentSource whose word the consent is: PERSON, PAGE or IMPORTER
 * @param legalBasis what an importer stated; null unless it is an importer's word
 * @param legalReference where the importer says that this is documented; null as well
 */
public record Profile(
        FacialId facialId,
        ProfileState state,
        Instant createdAt,
        Instant lastUsedAt,
        String termsVersion,
        Instant consentAt,
        String consentSource,
        LegalBasis legalBasis,
        String legalReference) {}
