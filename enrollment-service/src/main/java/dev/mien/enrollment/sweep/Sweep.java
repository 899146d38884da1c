package dev.mien.enrollment.sweep;

import dev.mien.enrollment.erasure.Undoing;
import dev.mien.enrollment.imports.ImportJobs;
import dev.mien.enrollment.profile.LeftBehind;
import dev.mien.enrollment.profile.Standing;
import dev.mien.enrollment.result.IssuedTokens;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Every step is a compare-and-set, so replicas that sweep at the same time do no harm. */
@ApplicationScoped
public class Sweep {
    /** Rows of one kind that one sweep takes up; the next one goes on. */
    private static final int BATCH = 100;

    private final Database database;
    private final LeftBehind left;
    private final SubjectHasher hasher;
    private final Undoing undoing;
    private final SessionOutcomes sessions;
    private final IssuedTokens tokens;
    private final ImportJobs imports;

    Sweep(
            Database database,
            LeftBehind left,
            SubjectHasher hasher,
            Undoing undoing,
            SessionOutcomes sessions,
            IssuedTokens tokens,
            ImportJobs imports) {
        this.database = database;
        this.left = left;
        this.hasher = hasher;
        this.undoing = undoing;
        this.sessions = sessions;
        this.tokens = tokens;
        this.imports = imports;
    }

    @Scheduled(every = "${mien.sweep.interval}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        abandonStale();
        database.execute(tx -> {
            sessions.expire(tx);
            tokens.expire(tx);
            imports.expire(tx);
        });
        // Last, and the only step that needs somebody else: a slow deletion-service must not keep the others from
        // happening.
        numberUndone();
    }

    private void abandonStale() {
        List<Standing> stale = database.write(tx -> left.pending(tx, BATCH));
        for (Standing one : stale) {
            undoing.abandon(subject(one), SessionOutcomes.GONE);
        }
    }

    private void numberUndone() {
        List<Standing> due = new ArrayList<>(database.write(tx -> left.unnumbered(tx, BATCH)));
        due.addAll(database.write(tx -> left.overdue(tx, BATCH)));
        for (Standing one : due) {
            if (!undoing.number(one.application(), one.facialId(), subject(one), one.everActive())) {
                // deletion-service is away: the others would only wait for the same.
                return;
            }
        }
    }

    private SubjectHash subject(Standing one) {
        return hasher.of(one.application(), one.facialId());
    }
}
