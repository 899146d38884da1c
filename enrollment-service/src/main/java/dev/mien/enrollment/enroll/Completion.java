package dev.mien.enrollment.enroll;

import dev.mien.enrollment.consent.ConsentSource;
import dev.mien.enrollment.consent.Consents;
import dev.mien.enrollment.event.LifeEvents;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.enrollment.result.Results;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import dev.mien.platform.token.ResultClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Makes a pending profile active: state, consent, session outcome, token and event in one transaction. */
@ApplicationScoped
class Completion {
    private final Database database;
    private final LedgerGuard guard;
    private final Profiles profiles;
    private final Consents consents;
    private final SessionOutcomes sessions;
    private final Results results;
    private final LifeEvents events;

    Completion(
            Database database,
            LedgerGuard guard,
            Profiles profiles,
            Consents consents,
            SessionOutcomes sessions,
            Results results,
            LifeEvents events) {
        this.database = database;
        this.guard = guard;
        this.profiles = profiles;
        this.consents = consents;
        this.sessions = sessions;
        this.results = results;
        this.events = events;
    }

    /** @return the token's claims; empty when the profile is pending no longer, or in the ledger */
    Optional<ResultClaims> complete(Pending pending) {
        return database.write(tx -> guard.mayWrite(tx, pending.subject())
                ? profiles.activate(tx, pending.subject()).map(at -> completed(tx, pending, at))
                : Optional.empty());
    }

    private ResultClaims completed(Tx tx, Pending pending, Instant at) {
        String terms = pending.attempt().request().consent().termsVersion();
        consents.add(tx, pending.facialId(), terms, ConsentSource.PERSON, at);
        sessions.done(tx, pending.subject());
        events.completed(tx, pending.application(), pending.facialId(), pending.subject(), at, terms);
        return results.record(
                tx,
                pending.application(),
                pending.facialId(),
                at,
                pending.looks().liveness(),
                pending.attempt().request().nonce(),
                pending.payload());
    }
}
