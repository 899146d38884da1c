package dev.mien.enrollment.profile;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.Profile;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.enrollment.event.LifeEvents;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;

/** Pauses and resumes: restriction of processing, and its end. */
@ApplicationScoped
class StateSwitch {
    private final Database database;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final Profiles profiles;
    private final ProfileView view;
    private final LifeEvents events;

    StateSwitch(
            Database database,
            LedgerGuard guard,
            SubjectHasher hasher,
            Profiles profiles,
            ProfileView view,
            LifeEvents events) {
        this.database = database;
        this.guard = guard;
        this.hasher = hasher;
        this.profiles = profiles;
        this.view = view;
        this.events = events;
    }

    /**
     * Asked for what is already so, it changes nothing and tells nobody.
     *
     * @throws Refusal NOT_FOUND for whom this application has not, or not any more
     */
    Profile to(ProfileState wanted, ApplicationId application, FacialId facialId) {
        ProfileState other = switch (wanted) {
            case ACTIVE -> ProfileState.PAUSED;
            case PAUSED -> ProfileState.ACTIVE;
            case PENDING, ERASING -> throw Refusal.of(Code.INVALID_REQUEST, "state must be ACTIVE or PAUSED.");
        };
        SubjectHash subject = hasher.of(application, facialId);
        return database.write(tx -> {
            if (!guard.mayWrite(tx, subject)) {
                throw Refusal.of(Code.NOT_FOUND);
            }
            profiles.change(tx, subject, other, wanted)
                    .ifPresent(version -> events.stateChanged(tx, application, facialId, subject, version, wanted));
            return view.one(tx, application, facialId).orElseThrow(() -> Refusal.of(Code.NOT_FOUND));
        });
    }
}
