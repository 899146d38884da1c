package dev.mien.enrollment.consent;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import java.time.Instant;

/** What the person has agreed to, in the widget. */
public record PersonsConsent(Consent consent, Consents consents) implements Ground {
    @Override
    public void require(Policy policy) {
        consent.require(policy);
    }

    @Override
    public PayloadSource payloadSource(Policy policy) {
        if (policy.payloadSource() != PayloadSource.BROWSER) {
            throw Refusal.of(Code.INVALID_REQUEST, "payload: this application takes payloads from its backend alone.");
        }
        return PayloadSource.BROWSER;
    }

    @Override
    public String termsVersion() {
        return consent.termsVersion();
    }

    @Override
    public void record(Tx tx, FacialId facialId, Instant at) {
        consents.add(tx, facialId, consent.termsVersion(), ConsentSource.PERSON, at);
    }
}
