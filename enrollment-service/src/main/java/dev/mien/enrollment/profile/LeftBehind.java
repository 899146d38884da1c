package dev.mien.enrollment.profile;

import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Lives that came to a stop halfway, for a sweep to go on with: a process died, or what it had heard was lost. */
@ApplicationScoped
public class LeftBehind {
    /** A request ends long before: who is pending for longer was left behind by a crash. */
    private static final Duration LONGEST_PENDING = Duration.ofMinutes(1);

    /** An import that was interrupted has to go on within this time; as often as it does, it has as much again. */
    private static final Duration LONGEST_CARRIED = Duration.ofDays(1);

    /**
     * Those who are pending and decided by nobody, oldest first. Who came with an index file is waited for longer: an
     * import that was interrupted goes on when the file is sent again, and would find its people in the ledger.
     */
    public List<Standing> pending(Tx tx, int limit) {
        return tx.list(
                Standing.SELECT + " where state = 'PENDING' and pending_since < now() - ? * interval '1 second'"
                        + " and (carried_by is null or pending_since < now() - ? * interval '1 second')"
                        + " order by pending_since limit ?",
                Standing::of,
                LONGEST_PENDING.toSeconds(),
                LONGEST_CARRIED.toSeconds(),
                limit);
    }

    /** Undone enrollments that the ledger has not been told of, oldest first. */
    public List<Standing> unnumbered(Tx tx, int limit) {
        return tx.list(
                Standing.SELECT + " where state = 'ERASING' and erasure_number is null order by pending_since limit ?",
                Standing::of,
                limit);
    }

    /**
     * Those that ought to be gone: numbered, and not purged within {@link #LONGEST_PENDING}. Their number may have been
     * lost with the ledger that gave it, before anybody had applied it. Oldest first.
     */
    public List<Standing> overdue(Tx tx, int limit) {
        return tx.list(
                Standing.SELECT + " p where state = 'ERASING' and erasure_number is not null"
                        + " and coalesce((select a.at from announcement a where a.number = p.erasure_number"
                        + " and a.subject_hash = p.subject_hash), pending_since) < now() - ? * interval '1 second'"
                        + " order by pending_since limit ?",
                Standing::of,
                LONGEST_PENDING.toSeconds(),
                limit);
    }
}
