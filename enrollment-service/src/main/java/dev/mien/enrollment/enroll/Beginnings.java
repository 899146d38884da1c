package dev.mien.enrollment.enroll;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.RequestContext;
import dev.mien.enrollment.payload.Payload;
import dev.mien.enrollment.payload.PayloadVault;
import dev.mien.enrollment.payload.SealedPayload;
import dev.mien.enrollment.profile.FacialIds;
import dev.mien.enrollment.profile.NewProfile;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Writes a new life as pending, and its session's outcome with it. */
@ApplicationScoped
class Beginnings {
    private final Database database;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final FacialIds ids;
    private final PayloadVault vault;
    private final Profiles profiles;
    private final SessionOutcomes sessions;

    Beginnings(
            Database database,
            LedgerGuard guard,
            SubjectHasher hasher,
            FacialIds ids,
            PayloadVault vault,
            Profiles profiles,
            SessionOutcomes sessions) {
        this.database = database;
        this.guard = guard;
        this.hasher = hasher;
        this.ids = ids;
        this.vault = vault;
        this.profiles = profiles;
        this.sessions = sessions;
    }

    /** @return empty when another request of the same session was quicker: nothing was written then */
    Optional<Pending> begin(Attempt attempt, Looks looks, Payload payload) {
        RequestContext context = attempt.context();
        ApplicationId application = context.application();
        FacialId facialId = ids.next();
        SubjectHash subject = hasher.of(application, facialId);
        SealedPayload sealed = payload == null ? null : vault.seal(application, facialId, payload);
        boolean begun = database.write(tx -> {
            if (!guard.mayWrite(tx, subject)) {
                // Out of 2^122, the one that somebody had who is erased: it is never given out again.
                throw Wait.later();
            }
            boolean first = sessions.begin(
                    tx, attempt.session(), application, attempt.partsDigest(), subject, looks.liveness());
            if (first) {
                profiles.insertPending(tx, new NewProfile(application, facialId, subject, sealed, looks.estimates()));
            }
            return first;
        });
        return begun
                ? Optional.of(new Pending(attempt, looks, application, facialId, subject, payload))
                : Optional.empty();
    }
}
