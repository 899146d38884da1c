package dev.mien.enrollment.template;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.enrollment.event.LifeEvents;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells that a template has changed. index-service has changed it before, in a database of its own: whoever dies in
 * between leaves a change that nobody was told of, and nothing else. The facts of a life that others rely on are told
 * with them.
 */
@ApplicationScoped
class TemplateChanges {
    private final Database database;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final Profiles profiles;
    private final LifeEvents events;

    TemplateChanges(Database database, LedgerGuard guard, SubjectHasher hasher, Profiles profiles, LifeEvents events) {
        this.database = database;
        this.guard = guard;
        this.hasher = hasher;
        this.profiles = profiles;
        this.events = events;
    }

    /** Nothing is told of somebody whom the ledger names. */
    void tell(ApplicationId application, FacialId facialId) {
        SubjectHash subject = hasher.of(application, facialId);
        database.execute(tx -> {
            if (guard.mayWrite(tx, subject)) {
                profiles.changed(tx, subject).ifPresent(now -> events.templateChanged(tx, now, subject));
            }
        });
    }
}
