package dev.mien.enrollment.enroll;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.enrollment.index.Index;
import dev.mien.enrollment.payload.Payload;
import dev.mien.enrollment.result.Results;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.token.ResultClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Enrolls one person. The order of the steps is what keeps the promises; {@code protocol.md} P1 and P3 say what goes
 * wrong otherwise. A crash after any of them leaves at most a pending profile, which the sweep undoes.
 */
@ApplicationScoped
public class Enrollment {
    private final RepeatedRequests repeated;
    private final Index index;
    private final Duplicates duplicates;
    private final Beginnings beginnings;
    private final Storing storing;
    private final Completion completion;
    private final Refusals refusals;
    private final Results results;

    Enrollment(
            RepeatedRequests repeated,
            Index index,
            Duplicates duplicates,
            Beginnings beginnings,
            Storing storing,
            Completion completion,
            Refusals refusals,
            Results results) {
        this.repeated = repeated;
        this.index = index;
        this.duplicates = duplicates;
        this.beginnings = beginnings;
        this.storing = storing;
        this.completion = completion;
        this.refusals = refusals;
        this.results = results;
    }

    /** @throws Refusal with the reason why nobody was enrolled */
    public EnrollmentAnswer enroll(Attempt attempt) {
        Optional<EnrollmentAnswer> first = repeated.answer(attempt);
        if (first.isPresent()) {
            return first.get();
        }
        Payload payload = permitted(attempt);
        ProbeAnswer probe = index.probe(attempt.jws(), attempt.frames());
        Looks looks;
        try {
            looks = Looks.of(probe, attempt.context().policy());
        } catch (Refusal refusal) {
            return refused(attempt, refusal);
        }
        Verdict verdict = duplicates.judge(attempt.context().application(), looks.matches());
        if (!(verdict instanceof Verdict.Free)) {
            // Whoever was found may be this very person: the first request of this session, ended while this one
            // looked.
            Optional<EnrollmentAnswer> own = repeated.answer(attempt);
            if (own.isPresent()) {
                return own.get();
            }
            verdict = duplicates.await(attempt.context().application(), looks.matches());
        }
        return switch (verdict) {
            case Verdict.Free free -> begin(attempt, looks, payload, free.nobody());
            case Verdict.Taken taken -> refused(attempt, Refusal.of(Code.FACE_DUPLICATION));
            case Verdict.Undecided undecided -> throw Wait.later();
        };
    }

    /** Everything that can be refused without looking at a pixel. */
    private static Payload permitted(Attempt attempt) {
        Policy policy = attempt.context().policy();
        attempt.ground().require(policy);
        int frames = attempt.frames().size();
        if (frames < policy.minimumFrames() || frames > policy.maximumFrames()) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    "frame: " + policy.minimumFrames() + " to " + policy.maximumFrames() + " are needed.");
        }
        String json = attempt.payload();
        if (json == null) {
            return null;
        }
        return new Payload(json, attempt.ground().payloadSource(policy));
    }

    /** Ends in the refusal, unless a simultaneous request has decided the session: then in what that one earned. */
    private EnrollmentAnswer refused(Attempt attempt, Refusal refusal) {
        if (refusals.rejected(attempt, refusal)) {
            throw refusal;
        }
        return repeated.answer(attempt).orElseThrow(Wait::later);
    }

    private EnrollmentAnswer begin(Attempt attempt, Looks looks, Payload payload, List<FacialId> nobody) {
        Optional<Pending> pending = beginnings.begin(attempt, looks, payload);
        if (pending.isEmpty()) {
            return repeated.answer(attempt).orElseThrow(Wait::later);
        }
        return switch (stored(pending.get(), nobody)) {
            case Storing.Outcome.Stored stored -> complete(pending.get());
            case Storing.Outcome.Duplicate duplicate ->
                throw refusals.undone(pending.get(), Refusal.of(Code.FACE_DUPLICATION));
            case Storing.Outcome.Void gone -> throw refusals.undone(pending.get(), gone());
            case Storing.Outcome.Undecided undecided -> {
                refusals.givenUp(pending.get());
                throw Wait.later();
            }
        };
    }

    private Storing.Outcome stored(Pending pending, List<FacialId> nobody) {
        try {
            return storing.store(pending, nobody);
        } catch (RuntimeException failure) {
            // Whether the template landed is unknown: the ledger takes it out of the index whenever it does.
            refusals.givenUp(pending);
            throw failure;
        }
    }

    private EnrollmentAnswer complete(Pending pending) {
        ResultClaims claims = completed(pending).orElseThrow(() -> refusals.undone(pending, gone()));
        return new EnrollmentAnswer(
                pending.facialId(),
                claims.at(),
                EnrollmentAnswer.Details.of(pending.looks().estimates()),
                results.sign(claims));
    }

    private Optional<ResultClaims> completed(Pending pending) {
        try {
            return completion.complete(pending);
        } catch (Refusal refusal) {
            if (refusal.code() == SessionOutcomes.GONE) {
                // What it rested on is gone, and nothing was committed. Left pending, the face would be nobody's for a
                // minute.
                throw refusals.undone(pending, refusal);
            }
            throw refusal;
        }
    }

    private static Refusal gone() {
        return Refusal.of(
                SessionOutcomes.GONE, "This enrollment was undone before it was complete; begin a new session.");
    }
}
