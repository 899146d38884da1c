package dev.mien.enrollment.result;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.auth.Redemption;
import dev.mien.enrollment.confirm.ActiveProfile;
import dev.mien.enrollment.confirm.ActiveProfiles;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Accepts each token once, and only while its person is active. */
@ApplicationScoped
class Redeeming {
    private final Database database;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final Results results;
    private final IssuedTokens issued;
    private final ActiveProfiles active;

    Redeeming(
            Database database,
            LedgerGuard guard,
            SubjectHasher hasher,
            Results results,
            IssuedTokens issued,
            ActiveProfiles active) {
        this.database = database;
        this.guard = guard;
        this.hasher = hasher;
        this.results = results;
        this.issued = issued;
        this.active = active;
    }

    /** @throws Refusal NOT_FOUND for what is no valid token of somebody active here, CONFLICT for the second time */
    Redemption redeem(ApplicationId application, String token) {
        Map<String, Object> claims = verified(application, token);
        FacialId facialId = FacialId.of((String) claims.get("sub"));
        UUID id = UUID.fromString((String) claims.get("jti"));
        SubjectHash subject = hasher.of(application, facialId);
        ActiveProfile found = database.write(tx -> {
            if (!guard.mayWrite(tx, subject) || !issued.known(tx, id)) {
                throw unknown();
            }
            if (!issued.redeem(tx, id)) {
                throw Refusal.of(Code.CONFLICT, "This result token was redeemed before.");
            }
            // A refusal from here on rolls the redemption back: who is paused and resumed within the minute loses
            // nothing.
            return active.check(tx, application, facialId).orElseThrow(Redeeming::unknown);
        });
        // Whoever was paused since the check answers late: an expired token is redeemed by nobody (P10).
        verified(application, token);
        String payload = found.payload() == null ? null : found.payload().json();
        return new Redemption(facialId, claims, payload, found.at(), null);
    }

    private Map<String, Object> verified(ApplicationId application, String token) {
        return results.verify(token, application).orElseThrow(Redeeming::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(Code.NOT_FOUND, "No valid result token of somebody who is active here.");
    }
}
