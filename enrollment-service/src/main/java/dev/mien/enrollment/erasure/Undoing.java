package dev.mien.enrollment.erasure;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.UndoAnswer;
import dev.mien.contracts.deletion.UndoRequest;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.LedgerFollower;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Undoes enrollments that never became active: pending → erasing, then a number from deletion-service, under which
 * every holder purges. The row itself goes by that number alone, since a delayed store may still land.
 */
@ApplicationScoped
public class Undoing {
    private static final Logger LOG = Logger.getLogger(Undoing.class);

    private final Database database;
    private final LedgerGuard guard;
    private final Profiles profiles;
    private final SessionOutcomes sessions;
    private final UndoApi api;
    private final Calls calls;
    private final LedgerFollower ledger;

    Undoing(
            Database database,
            LedgerGuard guard,
            Profiles profiles,
            SessionOutcomes sessions,
            @RestClient UndoApi api,
            Calls calls,
            LedgerFollower ledger) {
        this.database = database;
        this.guard = guard;
        this.profiles = profiles;
        this.sessions = sessions;
        this.api = api;
        this.calls = calls;
        this.ledger = ledger;
    }

    /** For good: whoever asks again under the same session is refused with {@code code}. */
    public void undo(ApplicationId application, FacialId facialId, SubjectHash subject, Code code) {
        if (giveUp(subject, tx -> sessions.fail(tx, subject, code))) {
            number(application, facialId, subject);
        }
    }

    /** As {@link #undo}, leaving the number to the next {@link #number}: it calls nobody. */
    public void abandon(SubjectHash subject, Code code) {
        giveUp(subject, tx -> sessions.fail(tx, subject, code));
    }

    /** The session may try again: nobody was told of this Facial ID, and it can never become active. */
    public void release(ApplicationId application, FacialId facialId, SubjectHash subject) {
        if (giveUp(subject, tx -> sessions.release(tx, subject))) {
            number(application, facialId, subject);
        }
    }

    /** As {@link #number(ApplicationId, FacialId, SubjectHash, boolean)}, of what never became active. */
    public boolean number(ApplicationId application, FacialId facialId, SubjectHash subject) {
        return number(application, facialId, subject, false);
    }

    /**
     * Asks deletion-service for the number of what is erasing; asked again, it answers the same, unless it lost that
     * one.
     *
     * @param wasActive whether anybody was told of it: its erasure is told as well then
     * @return false when deletion-service is away, and would be for the next one too; in any case, what has no number yet is
     *     asked for again by the sweep
     */
    public boolean number(ApplicationId application, FacialId facialId, SubjectHash subject, boolean wasActive) {
        try {
            UndoAnswer answer =
                    calls.to(Services.DELETION, () -> api.undo(new UndoRequest(application, facialId, wasActive)));
            database.execute(tx -> {
                guard.lock(tx, subject);
                profiles.number(tx, subject, answer.number());
            });
            ledger.wake();
            return true;
        } catch (Refusal refused) {
            LOG.warnf(
                    "event=undo-unnumbered application=%s facialIdHash=%s outcome=%s",
                    application, subject.brief(), refused.code());
            return refused.status() != 503;
        }
    }

    private interface Ending {
        void of(Tx tx);
    }

    private boolean giveUp(SubjectHash subject, Ending ending) {
        return database.write(tx -> {
            guard.lock(tx, subject);
            boolean pending = profiles.giveUp(tx, subject);
            if (pending) {
                ending.of(tx);
            }
            return pending;
        });
    }
}
