package dev.mien.gateway.policy;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.context.Policy;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Terms that were in force while templates did not learn. Who agreed to them has not agreed to that, and learning goes
 * by the version that somebody agreed to: so none of these comes back while templates learn.
 */
@ApplicationScoped
public class PlainTerms {
    /**
     * Looks at a policy that is about to be in force, and remembers its terms. The caller has the application's row
     * locked, or has just made it.
     *
     * @throws Refusal INVALID_REQUEST, naming the member
     */
    public void enter(Tx tx, ApplicationId application, Policy policy) {
        if (!policy.learning()) {
            tx.update(
                    "insert into plain_terms (application_id, terms_version) values (?, ?) on conflict do nothing",
                    application.value(),
                    policy.termsVersion());
        } else if (tx.exists(
                "select 1 from plain_terms where application_id = ? and terms_version = ?",
                application.value(),
                policy.termsVersion())) {
            throw PolicyRules.invalid(
                    "termsVersion",
                    "\"" + policy.termsVersion()
                            + "\" was in force while templates did not learn: who agreed to it would be"
                            + " learned from. Name a new one, whose text says that templates learn");
        }
    }
}
