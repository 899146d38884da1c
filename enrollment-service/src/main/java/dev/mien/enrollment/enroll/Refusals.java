package dev.mien.enrollment.enroll;

import dev.mien.contracts.Code;
import dev.mien.enrollment.erasure.Undoing;
import dev.mien.enrollment.event.LifeEvents;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;

/**
 * Ends attempts whose frames were looked at: notes what cannot be mended as the end of its session, tells of it, and
 * undoes what was begun.
 */
@ApplicationScoped
class Refusals {
    /** The person can mend these with another picture: the session stays open, and the gateway counts. */
    private static final Set<Code> MENDABLE = EnumSet.of(
            Code.NO_FACES_DETECTED, Code.MANY_FACES, Code.FACE_OBSCURED, Code.POOR_QUALITY, Code.INVALID_IMAGE);

    private final Database database;
    private final SessionOutcomes sessions;
    private final LifeEvents events;
    private final Undoing undoing;

    Refusals(Database database, SessionOutcomes sessions, LifeEvents events, Undoing undoing) {
        this.database = database;
        this.sessions = sessions;
        this.events = events;
        this.undoing = undoing;
    }

    /**
     * Nothing was begun. A 5xx of somebody else's is no refusal of the person: it is neither noted nor told.
     *
     * @return false when another request has decided the session meanwhile: then nothing was written
     */
    boolean rejected(Attempt attempt, Refusal refusal) {
        return refusal.status() >= 500 || database.write(tx -> noted(tx, attempt, refusal.code()));
    }

    private boolean noted(Tx tx, Attempt attempt, Code code) {
        boolean first = MENDABLE.contains(code)
                || sessions.refuse(tx, attempt.session(), attempt.context().application(), attempt.partsDigest(), code);
        if (first) {
            tell(tx, attempt, code);
        }
        return first;
    }

    /** The profile is undone for good: a repeated request is refused with the same code. */
    Refusal undone(Pending pending, Refusal refusal) {
        undoing.undo(pending.application(), pending.facialId(), pending.subject(), refusal.code());
        database.execute(tx -> tell(tx, pending.attempt(), refusal.code()));
        return refusal;
    }

    /** The profile is undone, and the session may try again: nobody has heard of anybody yet. */
    void givenUp(Pending pending) {
        undoing.release(pending.application(), pending.facialId(), pending.subject());
    }

    private void tell(Tx tx, Attempt attempt, Code code) {
        events.rejected(tx, attempt.context().application(), attempt.context().jti(), code);
    }
}
