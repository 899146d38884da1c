package dev.mien.enrollment.enroll;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.RequestContext;
import dev.mien.enrollment.confirm.ActiveProfile;
import dev.mien.enrollment.confirm.ActiveProfiles;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.enrollment.profile.Standing;
import dev.mien.enrollment.result.Results;
import dev.mien.enrollment.session.KnownSession;
import dev.mien.enrollment.session.SessionOutcome;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.token.ResultClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Gives a repeated request the first one's answer (P3), so that a lost 201 costs nobody an identity. */
@ApplicationScoped
class RepeatedRequests {
    private final Database database;
    private final SessionOutcomes sessions;
    private final Profiles profiles;
    private final ActiveProfiles active;
    private final LedgerGuard guard;
    private final Results results;

    RepeatedRequests(
            Database database,
            SessionOutcomes sessions,
            Profiles profiles,
            ActiveProfiles active,
            LedgerGuard guard,
            Results results) {
        this.database = database;
        this.sessions = sessions;
        this.profiles = profiles;
        this.active = active;
        this.guard = guard;
        this.results = results;
    }

    /**
     * @return the first request's answer with a fresh token; empty when this session has not enrolled anybody
     * @throws Refusal SESSION_EXPIRED for other parts, the recorded failure for the same ones, 503 while the first request
     *     is undecided
     */
    Optional<EnrollmentAnswer> answer(Attempt attempt) {
        Optional<KnownSession> known = Wait.until(seen -> !inProgress(seen), () -> look(attempt));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (known.get().outcome()) {
                    case SessionOutcome.Done done -> again(attempt, done.subject(), done.liveness());
                    case SessionOutcome.Failed failed -> throw failed(failed.code());
                    case SessionOutcome.InProgress undecided -> throw Wait.later();
                });
    }

    private static boolean inProgress(Optional<KnownSession> known) {
        return known.isPresent() && known.get().outcome() instanceof SessionOutcome.InProgress;
    }

    private Optional<KnownSession> look(Attempt attempt) {
        RequestContext context = attempt.context();
        Optional<KnownSession> known = database.write(tx -> sessions.find(tx, attempt.session()));
        if (known.isPresent() && !known.get().repeatedBy(context.application(), attempt.partsDigest())) {
            throw Refusal.of(Code.SESSION_EXPIRED, "This session was used for another request.");
        }
        return known;
    }

    private EnrollmentAnswer again(Attempt attempt, SubjectHash subject, Liveness liveness) {
        RequestContext context = attempt.context();
        Repeated repeated = database.write(tx -> {
            if (!guard.mayWrite(tx, subject)) {
                throw failed(SessionOutcomes.GONE);
            }
            Standing standing = profiles.hold(tx, subject).orElseThrow(() -> failed(SessionOutcomes.GONE));
            // The person may have been paused or erased since: the token speaks of this moment, not of the first one.
            ActiveProfile person = active.check(tx, context.application(), standing.facialId())
                    .orElseThrow(() -> failed(SessionOutcomes.GONE));
            ResultClaims claims = results.record(
                    tx,
                    context.application(),
                    person.facialId(),
                    person.at(),
                    liveness,
                    attempt.nonce(),
                    person.payload());
            return new Repeated(person, claims);
        });
        return new EnrollmentAnswer(
                repeated.person().facialId(),
                repeated.person().enrolledAt(),
                EnrollmentAnswer.Details.of(repeated.person().estimates()),
                results.sign(repeated.claims()));
    }

    private record Repeated(ActiveProfile person, ResultClaims claims) {}

    private static Refusal failed(Code code) {
        return code == SessionOutcomes.GONE
                ? Refusal.of(code, "What this session enrolled is not there any more; begin a new session.")
                : Refusal.of(code);
    }
}
