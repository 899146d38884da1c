package dev.mien.auth.result;

import dev.mien.auth.decide.Outcome;
import dev.mien.auth.enrollment.People;
import dev.mien.auth.session.SessionOutcome;
import dev.mien.auth.session.SessionOutcomes;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.auth.Redemption;
import dev.mien.contracts.enrollment.Confirmation;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import dev.mien.platform.token.ResultTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * Redeems a result token: it is one of ours, for this application, unexpired and unused, and the person is active again
 * now. Forged, foreign, expired and erased look the same: NOT_FOUND. Used before: CONFLICT.
 */
@ApplicationScoped
class Redeeming {
    private final Database database;
    private final ResultTokens tokens;
    private final IssuedTokens issued;
    private final SessionOutcomes sessions;
    private final People people;
    private final SubjectHasher hasher;
    private final LedgerGuard guard;
    private final Clock clock;

    Redeeming(
            Database database,
            ResultTokens tokens,
            IssuedTokens issued,
            SessionOutcomes sessions,
            People people,
            SubjectHasher hasher,
            LedgerGuard guard,
            Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.issued = issued;
        this.sessions = sessions;
        this.people = people;
        this.hasher = hasher;
        this.guard = guard;
        this.clock = clock;
    }

    private record Found(IssuedTokens.Issued token, Outcome.Matched match) {}

    Redemption redeem(ApplicationId application, String jws, String token) {
        Map<String, Object> claims = verified(application, token);
        UUID jti = UUID.fromString((String) claims.get("jti"));
        Found found = database.snapshot(tx -> find(tx, application, jti));
        if (found.token().redeemed()) {
            throw used();
        }
        Confirmation confirmation =
                people.confirm(jws, found.token().facialId()).orElseThrow(Redeeming::unknown);
        SubjectHash subject = hasher.of(application, found.token().facialId());
        database.execute(tx -> use(tx, jti, subject));
        // Whoever was paused since the confirmation answers late: an expired token is redeemed by nobody (P10).
        verified(application, token);
        Outcome.Matched match = found.match();
        return new Redemption(
                match.facialId(),
                claims,
                confirmation.payload(),
                confirmation.confirmedAt(),
                new Redemption.Decision(match.score(), match.threshold(), match.searched()));
    }

    private Map<String, Object> verified(ApplicationId application, String token) {
        return tokens.verify(token, application).orElseThrow(Redeeming::unknown);
    }

    private Found find(Tx tx, ApplicationId application, UUID jti) {
        IssuedTokens.Issued token = issued.find(tx, application, jti).orElseThrow(Redeeming::unknown);
        return sessions.find(tx, application, token.session())
                .filter(SessionOutcome.Admitted.class::isInstance)
                .map(outcome -> new Found(token, ((SessionOutcome.Admitted) outcome).match()))
                .orElseThrow(Redeeming::unknown);
    }

    private void use(Tx tx, UUID jti, SubjectHash subject) {
        if (!guard.mayWrite(tx, subject)) {
            throw unknown();
        }
        if (!issued.redeem(tx, jti, clock.instant())) {
            throw used();
        }
    }

    private static Refusal unknown() {
        return Refusal.of(Code.NOT_FOUND, "The result token cannot be redeemed: it is unknown, expired or void.");
    }

    private static Refusal used() {
        return Refusal.of(Code.CONFLICT, "The result token has been redeemed already.");
    }
}
