package dev.mien.enrollment.consent;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.platform.problem.Refusal;

/**
 * What a request says about consent.
 *
 * @param accepted whether the person agreed, explicitly
 * @param termsVersion to which terms; null when it does not say
 */
public record Consent(boolean accepted, String termsVersion) {
    /** A request that does not mention consent. */
    public static final Consent NONE = new Consent(false, null);

    /** @throws Refusal TERMS_NOT_ACCEPTED unless it is explicit and to the terms that hold now */
    public void require(Policy policy) {
        if (!accepted) {
            throw Refusal.of(Code.TERMS_NOT_ACCEPTED, "consent.accepted must be true.");
        }
        if (!policy.termsVersion().equals(termsVersion)) {
            throw Refusal.of(
                    Code.TERMS_NOT_ACCEPTED, "consent.termsVersion must name the current terms of the application.");
        }
    }
}
