package dev.mien.enrollment.enroll;

import dev.mien.enrollment.consent.Ground;
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

/** Makes a pending profile active: state, ground, session outcome, token and event in one transaction. */
@ApplicationScoped
class Completion {
    private final Database database;
    private final LedgerGuard guard;
    private final Profiles profiles;
    private final SessionOutcomes sessions;
    private final Results results;
    private final LifeEvents events;

    Completion(
            Database database,
            LedgerGuard guard,
            Profiles profiles,
            SessionOutcomes sessions,
            Results results,
            LifeEvents events) {
        this.database = database;
        this.guard = guard;
        this.profiles = profiles;
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
        Ground ground = pending.attempt().ground();
        ground.record(tx, pending.facialId(), at);
        sessions.done(tx, pending.subject());
        events.completed(tx, pending.application(), pending.facialId(), pending.subject(), at, ground.termsVersion());
        return results.record(
                tx,
                pending.application(),
                pending.facialId(),
                at,
                pending.looks().liveness(),
                pending.attempt().nonce(),
                pending.payload());
    }
}
