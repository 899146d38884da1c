package dev.mien.auth.erasure;

import dev.mien.auth.attempt.Attempts;
import dev.mien.auth.result.IssuedTokens;
import dev.mien.auth.session.SessionOutcomes;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.Holder;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** auth-service as a holder: attempts, decided sessions and unexpired tokens name Facial IDs. */
@ApplicationScoped
class AuthHolder implements Holder {
    private final Attempts attempts;
    private final SessionOutcomes sessions;
    private final IssuedTokens tokens;
    private final ApplicationPurge applications;

    AuthHolder(Attempts attempts, SessionOutcomes sessions, IssuedTokens tokens, ApplicationPurge applications) {
        this.attempts = attempts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.applications = applications;
    }

    @Override
    public Map<String, Integer> purge(Tx tx, LedgerEntry entry, SubjectHash hash) {
        return switch (entry.kind()) {
            case FACIAL_ID ->
                Map.of(
                        "attempts", attempts.purge(tx, hash),
                        "sessions", sessions.purge(tx, hash),
                        "tokens", tokens.purge(tx, hash));
            case APPLICATION -> applications.purge(tx, hash);
        };
    }
}
