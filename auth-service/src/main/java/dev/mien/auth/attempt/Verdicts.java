package dev.mien.auth.attempt;

import dev.mien.auth.decide.Outcome;
import dev.mien.auth.result.IssuedTokens;
import dev.mien.auth.session.SessionOutcome;
import dev.mien.auth.session.SessionOutcomes;
import dev.mien.contracts.Code;
import dev.mien.contracts.enrollment.Confirmation;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import dev.mien.platform.token.ResultClaims;
import dev.mien.platform.token.ResultTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Writes a decision down, session, attempt, event and token in one transaction, and signs what was let in. Lock order:
 * the ledger's locks of the application and of the subject, then rows.
 */
@ApplicationScoped
class Verdicts {
    private static final Logger LOG = Logger.getLogger(Verdicts.class);
    /** The person can mend these with another picture: the session stays open, and the gateway counts. */
    private static final Set<Code> MENDABLE =
            Set.of(Code.NO_FACES_DETECTED, Code.MANY_FACES, Code.FACE_OBSCURED, Code.POOR_QUALITY, Code.INVALID_IMAGE);

    /** Clocks of two machines may differ by this much; a moment further ahead would make a token outlive its minute. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Database database;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final SessionOutcomes sessions;
    private final Attempts attempts;
    private final IssuedTokens issued;
    private final ResultTokens tokens;
    private final Supplier<UUID> ids;
    private final Clock clock;

    Verdicts(
            Database database,
            LedgerGuard guard,
            SubjectHasher hasher,
            SessionOutcomes sessions,
            Attempts attempts,
            IssuedTokens issued,
            ResultTokens tokens,
            Supplier<UUID> ids,
            Clock clock) {
        this.database = database;
        this.guard = guard;
        this.hasher = hasher;
        this.sessions = sessions;
        this.attempts = attempts;
        this.issued = issued;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    /** How the transaction ended. */
    private enum Written {
        ADMITTED,
        ERASED,
        DECIDED_BEFORE
    }

    /** @throws Refusal 503 when the moment of truth is too long ago, or too far ahead, to sign anything about it */
    Verdict admit(Attempt attempt, Outcome.Matched match, Confirmation confirmation) {
        ResultClaims claims = claims(attempt, match, confirmation);
        Signature signature = Signature.begin(tokens, claims);
        Written written = database.write(tx -> recordSuccess(tx, attempt, match, claims));
        return verdict(attempt, confirmation, claims, signature, written);
    }

    /** As {@link #admit}, for a session that has let this person in before: the attempt has been recorded then. */
    Verdict admitAgain(Attempt attempt, Outcome.Matched match, Confirmation confirmation) {
        ResultClaims claims = claims(attempt, match, confirmation);
        SubjectHash subject = hasher.of(claims.application(), claims.facialId());
        Signature signature = Signature.begin(tokens, claims);
        Written written = database.write(tx -> {
            if (guard.standing(tx, hasher.of(attempt.application()), subject) != LedgerGuard.Standing.BOTH_STAND) {
                return Written.ERASED;
            }
            requireFresh(claims);
            issued.add(tx, claims, attempt.session(), subject);
            return Written.ADMITTED;
        });
        return verdict(attempt, confirmation, claims, signature, written);
    }

    /**
     * Of a deleted application nothing is written down, and the refusal stands.
     *
     * @return false when another request has decided the session: then nothing was written
     */
    boolean refuse(Attempt attempt, Outcome outcome, Refusal refusal) {
        boolean recorded =
                database.write(tx -> !applicationStands(tx, attempt) || recordRefusal(tx, attempt, outcome, refusal));
        log(
                attempt,
                outcome.pinReason()
                        .map(reason -> refusal.code() + " reason=" + reason)
                        .orElse(refusal.code().name()));
        return recorded;
    }

    /** An attempt in flight must not outlive its application: deleting one is a ledger entry of its own (P9). */
    private boolean applicationStands(Tx tx, Attempt attempt) {
        return guard.mayWriteWithin(tx, hasher.of(attempt.application()));
    }

    private Written recordSuccess(Tx tx, Attempt attempt, Outcome.Matched match, ResultClaims claims) {
        SubjectHash subject = hasher.of(claims.application(), claims.facialId());
        switch (guard.standing(tx, hasher.of(attempt.application()), subject)) {
            case APPLICATION_ERASED -> {
                return Written.ERASED;
            }
            case SUBJECT_ERASED -> {
                recordRefusal(tx, attempt, new Outcome.Unrecognized(match.band()), Refusal.of(Code.UNRECOGNIZED_FACE));
                return Written.ERASED;
            }
            case BOTH_STAND -> {}
        }
        requireFresh(claims);
        SessionOutcome.Admitted admitted = new SessionOutcome.Admitted(attempt.partsDigest(), match);
        if (!sessions.decide(tx, attempt.application(), attempt.session(), admitted, subject, now())) {
            return Written.DECIDED_BEFORE;
        }
        attempts.succeeded(tx, attempt, match, subject, claims.at());
        issued.add(tx, claims, attempt.session(), subject);
        return Written.ADMITTED;
    }

    private boolean recordRefusal(Tx tx, Attempt attempt, Outcome outcome, Refusal refusal) {
        if (!MENDABLE.contains(refusal.code())) {
            SessionOutcome.Refused refused = new SessionOutcome.Refused(
                    attempt.partsDigest(), refusal.code(), refusal.status(), refusal.detail());
            if (!sessions.decide(tx, attempt.application(), attempt.session(), refused, now())) {
                return false;
            }
        }
        attempts.failed(tx, attempt, outcome, refusal.code(), now());
        return true;
    }

    private Verdict verdict(
            Attempt attempt, Confirmation confirmation, ResultClaims claims, Signature signature, Written written) {
        log(attempt, written.name());
        return switch (written) {
            case ERASED -> new Verdict.Erased();
            case DECIDED_BEFORE -> new Verdict.DecidedBefore();
            case ADMITTED -> {
                String token = signature.token();
                // Looked at last: whoever was paused since the moment of truth has nothing to say any more (P10).
                requireFresh(claims);
                yield new Verdict.Signed(
                        new AuthenticationAnswer(claims.facialId(), confirmation.payload(), claims.at(), token));
            }
        };
    }

    private void requireFresh(ResultClaims claims) {
        if (!tokens.stillValid(claims) || claims.at().isAfter(clock.instant().plus(SKEW))) {
            throw Refusal.later("The result does not speak of this moment, and cannot be believed.", SOON);
        }
    }

    /** As precise as the database, so that an event, its row and its header say the same. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private ResultClaims claims(Attempt attempt, Outcome.Matched match, Confirmation confirmation) {
        return new ResultClaims(
                ids.get(),
                attempt.application(),
                match.facialId(),
                confirmation.confirmedAt(),
                ResultClaims.AUTHENTICATE,
                match.liveness(),
                false,
                attempt.claim().mode(),
                attempt.nonce(),
                confirmation.payloadSource(),
                confirmation.payload());
    }

    private static void log(Attempt attempt, String outcome) {
        LOG.infof("event=attempt application=%s attempt=%s outcome=%s", attempt.application(), attempt.id(), outcome);
    }
}
