package dev.mien.enrollment.erasure;

import dev.mien.contracts.enrollment.EndOfLife;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.enrollment.profile.Standing;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerFollower;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Ends a life because the ledger has numbered its erasure: state and event in one transaction. */
@ApplicationScoped
class EndsOfLife {
    private final Database database;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final Profiles profiles;
    private final SessionOutcomes sessions;
    private final Announcements announcements;
    private final LedgerFollower ledger;

    EndsOfLife(
            Database database,
            LedgerGuard guard,
            SubjectHasher hasher,
            Profiles profiles,
            SessionOutcomes sessions,
            Announcements announcements,
            LedgerFollower ledger) {
        this.database = database;
        this.guard = guard;
        this.hasher = hasher;
        this.profiles = profiles;
        this.sessions = sessions;
        this.announcements = announcements;
        this.ledger = ledger;
    }

    /** When this returns it is committed: nobody is recognized as this Facial ID from then on. */
    void end(EndOfLife told) {
        SubjectHash subject = hasher.of(told.applicationId(), told.facialId());
        database.execute(tx -> {
            guard.lock(tx, subject);
            Optional<Standing> standing = profiles.hold(tx, subject);
            if (standing.isPresent() && standing.get().undoneUnder(told.number())) {
                // Nobody outside has heard of it. Should its entry be a public one nevertheless, the purge tells of it.
                return;
            }
            standing.ifPresent(row -> end(tx, subject, told));
            long version = standing.map(Standing::version).orElse(0L) + 1;
            announcements.announce(tx, told.number(), told.applicationId(), told.facialId(), subject, version);
        });
        ledger.wake();
    }

    private void end(Tx tx, SubjectHash subject, EndOfLife told) {
        profiles.end(tx, subject, told.number());
        sessions.fail(tx, subject, SessionOutcomes.GONE);
    }
}
