package dev.mien.enrollment.carried;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.enrollment.consent.ConsentSource;
import dev.mien.enrollment.consent.Consents;
import dev.mien.enrollment.event.LifeEvents;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes those active, or paused, who are stored: with the importer's consent and the first event, in the caller's
 * transaction. Nobody who is in the ledger. Locks are taken in one order, so two imports do not wait for each other.
 */
@ApplicationScoped
class Activation {
    private final Judgement judgement;
    private final Profiles profiles;
    private final Consents consents;
    private final LifeEvents events;
    private final LedgerGuard guard;

    Activation(Judgement judgement, Profiles profiles, Consents consents, LifeEvents events, LedgerGuard guard) {
        this.judgement = judgement;
        this.profiles = profiles;
        this.consents = consents;
        this.events = events;
        this.guard = guard;
    }

    /** Those of {@code fates} who are stored; who ended meanwhile is erased there. */
    void activate(Tx tx, ApplicationId application, String terms, Fates fates) {
        List<OpenedTemplate> ordered = fates.of(Fate.STORE).stream()
                .sorted(Comparator.comparingLong(
                        one -> judgement.subject(application, one).lockKey()))
                .toList();
        for (OpenedTemplate one : ordered) {
            SubjectHash subject = judgement.subject(application, one);
            boolean here = guard.mayWrite(tx, subject);
            if (here) {
                Optional<Instant> at = profiles.activate(tx, subject);
                at.ifPresent(moment -> begun(tx, application, terms, one, subject, moment));
                here = at.isPresent() || isHere(tx, subject);
            }
            if (!here) {
                fates.set(one.offset(), Fate.ERASED);
            }
        }
    }

    /** Active since an earlier call, or by their other template; not given up because it took too long. */
    private boolean isHere(Tx tx, SubjectHash subject) {
        return profiles.origin(tx, subject)
                .filter(origin -> origin.state() != ProfileState.ERASING)
                .isPresent();
    }

    private void begun(
            Tx tx, ApplicationId application, String terms, OpenedTemplate one, SubjectHash subject, Instant at) {
        consents.add(tx, one.facialId(), terms, ConsentSource.IMPORTER, at);
        events.completed(tx, application, one.facialId(), subject, at, terms);
        if (one.paused()) {
            // In this very transaction: nobody is recognized who was paused.
            profiles.change(tx, subject, ProfileState.ACTIVE, ProfileState.PAUSED)
                    .ifPresent(version -> events.stateChanged(
                            tx, application, one.facialId(), subject, version, ProfileState.PAUSED));
        }
    }
}
