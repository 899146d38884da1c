package dev.mien.auth.attempt;

import dev.mien.auth.decide.Decision;
import dev.mien.auth.decide.Outcome;
import dev.mien.auth.decide.ScoreBand;
import dev.mien.auth.enrollment.People;
import dev.mien.auth.index.Probes;
import dev.mien.auth.learn.Learning;
import dev.mien.auth.learn.Occasion;
import dev.mien.auth.session.SessionOutcome;
import dev.mien.auth.session.SessionOutcomes;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.enrollment.Confirmation;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes one visitor: probe, decision, the moment of truth, record, signature, in this order; what a template may
 * learn from it comes after all of them, and nobody waits for it. A request that is sent again with the same parts gets
 * the outcome that its session has; with other parts it gets SESSION_EXPIRED (P3).
 */
@ApplicationScoped
class Authenticating {
    private final Database database;
    private final SessionOutcomes sessions;
    private final Probes probes;
    private final People people;
    private final Verdicts verdicts;
    private final Learning learning;

    Authenticating(
            Database database,
            SessionOutcomes sessions,
            Probes probes,
            People people,
            Verdicts verdicts,
            Learning learning) {
        this.database = database;
        this.sessions = sessions;
        this.probes = probes;
        this.people = people;
        this.verdicts = verdicts;
        this.learning = learning;
    }

    /** @throws Refusal when nobody is let in */
    AuthenticationAnswer authenticate(Attempt attempt, List<Frame> frames) {
        Optional<SessionOutcome> decided = decided(attempt);
        if (decided.isPresent()) {
            return again(attempt, decided.get());
        }
        Decided probed = decide(attempt, frames);
        Outcome outcome = probed.outcome();
        return switch (outcome) {
            case Outcome.Matched match -> admit(attempt, match, probed.sealedProbe());
            case Outcome.Rejected rejected ->
                refuse(attempt, rejected, Refusal.of(rejected.code(), rejected.status(), rejected.detail()));
            // Where a PIN would settle it, none can be given yet: nobody is recognized.
            case Outcome.Unrecognized _, Outcome.Ambiguous _, Outcome.Unsearchable _ ->
                refuse(attempt, outcome, Refusal.of(Code.UNRECOGNIZED_FACE));
        };
    }

    /** @param sealedProbe what the person's template may learn from; null: nothing */
    private record Decided(Outcome outcome, String sealedProbe) {}

    private Decided decide(Attempt attempt, List<Frame> frames) {
        ProbeAnswer probe = probes.probe(attempt.jws(), attempt.claim(), frames);
        Decision decision = new Decision(attempt.context().policy(), attempt.claim(), probe);
        Outcome outcome = decision.outcome(
                decision.sole().map(Set::of).orElseGet(() -> people.active(attempt.jws(), decision.considered())));
        return new Decided(outcome, grows(attempt.context().policy()) ? probe.sealedProbe() : null);
    }

    /** Whether anything may come of a recognition for the person's template. */
    private static boolean grows(Policy policy) {
        return policy.learning() || policy.movingTo() != null;
    }

    private AuthenticationAnswer admit(Attempt attempt, Outcome.Matched match, String sealedProbe) {
        Optional<Confirmation> confirmation = people.confirm(attempt.jws(), match.facialId());
        if (confirmation.isEmpty()) {
            // Nobody active was found, as if the state had been asked for before.
            return refuse(attempt, new Outcome.Unrecognized(ScoreBand.NONE), Refusal.of(Code.UNRECOGNIZED_FACE));
        }
        return switch (verdicts.admit(attempt, match, confirmation.get())) {
            case Verdict.Signed signed -> {
                if (sealedProbe != null) {
                    learning.offer(new Occasion(
                            attempt.jws(),
                            attempt.context().application(),
                            attempt.context().policy().revision(),
                            match.facialId(),
                            sealedProbe));
                }
                yield signed.answer();
            }
            case Verdict.Erased _ -> throw Refusal.of(Code.UNRECOGNIZED_FACE);
            case Verdict.DecidedBefore _ -> again(attempt, decided(attempt).orElseThrow(Authenticating::expired));
        };
    }

    /** The answer of a session that is decided. A success needs the moment of truth anew, and gets a token of its own. */
    private AuthenticationAnswer again(Attempt attempt, SessionOutcome decided) {
        if (!decided.decidedBy(attempt.partsDigest())) {
            throw expired();
        }
        return switch (decided) {
            case SessionOutcome.Refused refused -> throw refused.refusal();
            case SessionOutcome.Admitted admitted -> {
                Confirmation confirmation = people.confirm(
                                attempt.jws(), admitted.match().facialId())
                        .orElseThrow(() -> Refusal.of(Code.UNRECOGNIZED_FACE));
                yield switch (verdicts.admitAgain(attempt, admitted.match(), confirmation)) {
                    case Verdict.Signed signed -> signed.answer();
                    case Verdict.Erased _, Verdict.DecidedBefore _ -> throw Refusal.of(Code.UNRECOGNIZED_FACE);
                };
            }
        };
    }

    /** Ends in the refusal, unless a simultaneous request has decided the session: then in what that one earned. */
    private AuthenticationAnswer refuse(Attempt attempt, Outcome outcome, Refusal refusal) {
        if (verdicts.refuse(attempt, outcome, refusal)) {
            throw refusal;
        }
        return again(attempt, decided(attempt).orElseThrow(Authenticating::expired));
    }

    private Optional<SessionOutcome> decided(Attempt attempt) {
        return database.single(tx -> sessions.find(tx, attempt.application(), attempt.session()));
    }

    private static Refusal expired() {
        return Refusal.of(Code.SESSION_EXPIRED);
    }
}
