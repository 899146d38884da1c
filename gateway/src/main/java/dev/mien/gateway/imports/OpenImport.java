package dev.mien.gateway.imports;

import dev.mien.contracts.Code;
import dev.mien.contracts.imports.LegalBasis;
import dev.mien.contracts.imports.NewImport;
import dev.mien.platform.problem.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Asks for an import.
 *
 * @param termsVersion the terms that hold for these people: the application's current ones
 * @param expected how many lines there will be; absent: not said
 */
@RegisterForReflection
public record OpenImport(Basis legalBasis, String termsVersion, Integer expected) {
    /**
     * Why these faces may be processed.
     *
     * @param article of the GDPR, as {@code 9(2)(a)}
     * @param reference where that is documented, and no people's names
     */
    @RegisterForReflection
    public record Basis(String article, String reference) {}

    /** @throws Refusal INVALID_REQUEST, naming the member */
    NewImport wanted() {
        if (legalBasis == null) {
            throw invalid("legalBasis is missing: the article and the reference that allow this import.");
        }
        LegalBasis basis = LegalBasis.ofArticle(legalBasis.article())
                .orElseThrow(() -> invalid("legalBasis.article must be one of "
                        + Arrays.stream(LegalBasis.values())
                                .map(LegalBasis::article)
                                .collect(Collectors.joining(", "))
                        + "."));
        if (termsVersion == null) {
            throw invalid("termsVersion is missing: the application's current terms.");
        }
        try {
            return new NewImport(basis, legalBasis.reference(), termsVersion, expected);
        } catch (IllegalArgumentException rule) {
            // The contract's own sentence, which names the member.
            throw invalid(rule.getMessage() + ".");
        }
    }

    private static Refusal invalid(String detail) {
        return Refusal.of(Code.INVALID_REQUEST, detail);
    }
}
