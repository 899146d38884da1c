package dev.mien.enrollment.template;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Whose template may change, a moment ago: the ledger is asked again by whoever writes. */
@ApplicationScoped
class Eligible {
    /** Whether this application has that person, in one of these states. */
    boolean is(Tx tx, ApplicationId application, FacialId facialId, Set<ProfileState> states) {
        return tx.first(
                        "select state from profile where facial_id = ? and application_id = ?",
                        row -> ProfileState.valueOf(row.getString(1)),
                        facialId.value(),
                        application.value())
                .filter(states::contains)
                .isPresent();
    }

    /**
     * Whether the person is active, and has agreed to the terms that say what is learned. Who was imported on another
     * ground than consent has agreed to nothing.
     */
    boolean agreed(Tx tx, ApplicationId application, FacialId facialId, String termsVersion) {
        return tx.exists(
                "select 1 from profile p where facial_id = ? and application_id = ? and state = 'ACTIVE' and exists"
                        + " (select 1 from consent c where c.facial_id = p.facial_id and c.terms_version = ?"
                        + " and (c.legal_basis is null or c.legal_basis = 'EXPLICIT_CONSENT'))",
                facialId.value(),
                application.value(),
                termsVersion);
    }
}
