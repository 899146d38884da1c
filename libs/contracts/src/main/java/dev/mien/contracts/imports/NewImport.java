package dev.mien.contracts.imports;

import java.util.Objects;

/**
 * Asks for an import.
 *
 * @param reference where the legal basis is documented, in the importer's own words; 1 to {@value #REFERENCE_CHARACTERS}
 *     characters, and no people's names
 * @param termsVersion the terms that hold for these people: the application's current ones
 * @param expected how many lines there will be; null: not said
 */
public record NewImport(LegalBasis legalBasis, String reference, String termsVersion, Integer expected) {
    public static final int REFERENCE_CHARACTERS = 500;

    /** Lines of one import, at most. */
    public static final int MAXIMUM_LINES = 100_000;

    public NewImport {
        Objects.requireNonNull(legalBasis, "legalBasis");
        Objects.requireNonNull(termsVersion, "termsVersion");
        if (reference == null || reference.isBlank() || reference.length() > REFERENCE_CHARACTERS) {
            throw new IllegalArgumentException("reference must have 1 to " + REFERENCE_CHARACTERS + " characters");
        }
        if (expected != null && (expected < 1 || expected > MAXIMUM_LINES)) {
            throw new IllegalArgumentException("expected must be 1 to " + MAXIMUM_LINES);
        }
    }
}
