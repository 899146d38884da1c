package dev.mien.enrollment.enroll;

import dev.mien.enrollment.erasure.Undoing;
import dev.mien.enrollment.event.LifeEvents;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends attempts whose frames were looked at: tells of it, and undoes what was begun. */
@ApplicationScoped
class Refusals {
    private final Database database;
    private final LifeEvents events;
    private final Undoing undoing;

    Refusals(Database database, LifeEvents events, Undoing undoing) {
        this.database = database;
        this.events = events;
        this.undoing = undoing;
    }

    /** Nothing was begun. A 5xx of somebody else's is no refusal of the person, and is not told. */
    Refusal rejected(Attempt attempt, Refusal refusal) {
        if (refusal.status() < 500) {
            database.execute(tx -> events.rejected(
                    tx, attempt.context().application(), attempt.context().jti(), refusal.code()));
        }
        return refusal;
    }

    /** The profile is undone for good: a repeated request is refused with the same code. */
    Refusal undone(Pending pending, Refusal refusal) {
        undoing.undo(pending.application(), pending.facialId(), pending.subject(), refusal.code());
        return rejected(pending.attempt(), refusal);
    }

    /** The profile is undone, and the session may try again: nobody has heard of anybody yet. */
    void givenUp(Pending pending) {
        undoing.release(pending.application(), pending.facialId(), pending.subject());
    }
}
