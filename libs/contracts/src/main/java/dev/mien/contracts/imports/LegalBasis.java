package dev.mien.contracts.imports;

import java.util.Arrays;
import java.util.Optional;

/**
 * What allows an importer to have faces processed: the exceptions of GDPR article 9(2) that can carry biometric
 * identification. It is the importer's statement; nobody here can judge it. What a person has made public, 9(2)(e), is
 * not among them: a picture in public is no consent to being recognized.
 */
public enum LegalBasis {
    EXPLICIT_CONSENT("9(2)(a)"),
    EMPLOYMENT_AND_SOCIAL_LAW("9(2)(b)"),
    VITAL_INTERESTS("9(2)(c)"),
    LEGAL_CLAIMS("9(2)(f)"),
    SUBSTANTIAL_PUBLIC_INTEREST("9(2)(g)"),
    RESEARCH("9(2)(j)");

    private final String article;

    LegalBasis(String article) {
        this.article = article;
    }

    /** As the regulation counts it, {@code 9(2)(a)}. */
    public String article() {
        return article;
    }

    public static Optional<LegalBasis> ofArticle(String article) {
        return Arrays.stream(values())
                .filter(basis -> basis.article.equals(article))
                .findFirst();
    }
}
