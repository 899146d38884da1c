package dev.mien.deletion.erasure;

import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.EndOfLife;
import dev.mien.deletion.ledger.Entry;
import dev.mien.deletion.ledger.LedgerTable;
import dev.mien.deletion.ledger.Subject;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Tells enrollment-service the number under which a Facial ID ends. Told again until {@code erasure.requested} has come
 * back, ever more slowly: its answer, its event or our memory of either may be lost.
 */
@ApplicationScoped
class Ending {
    private static final Logger LOG = Logger.getLogger(Ending.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    /** Once told, {@code erasure.requested} may take this long to come back before it is asked for again. */
    private static final Duration WAY_BACK = Duration.ofSeconds(30);

    private final Database database;
    private final LedgerTable table;
    private final Calls calls;
    private final EnrollmentApi enrollment;
    private final Clock clock;

    Ending(Database database, LedgerTable table, Calls calls, @RestClient EnrollmentApi enrollment, Clock clock) {
        this.database = database;
        this.table = table;
        this.calls = calls;
        this.enrollment = enrollment;
        this.clock = clock;
    }

    /** @return whether enrollment-service has committed the end of <em>active</em>; false: not known */
    boolean tell(long number, Subject subject) {
        EndOfLife end = new EndOfLife(number, subject.application(), subject.facialId());
        try {
            calls.to(Services.ENROLLMENT, () -> {
                enrollment.end(end);
                return null;
            });
        } catch (Refusal refused) {
            // Whatever enrollment-service answers but success, the end is not known to be committed (P6).
            LOG.warnf("event=end-not-told number=%d code=%s status=%d", number, refused.code(), refused.status());
            return false;
        }
        Instant now = clock.instant();
        database.execute(tx -> tx.update(
                "update ledger set ended_at = coalesce(ended_at, ?),"
                        + " tell_at = case when tell_at is null then null else greatest(tell_at, ?) end"
                        + " where number = ?",
                now,
                now.plus(WAY_BACK),
                number));
        return true;
    }

    /** The entry that has been due for longest, taken by one replica until its next turn. */
    Optional<Entry> takeDue() {
        return database.write(tx -> tx.first(
                        "select number, tells from ledger where tell_at <= ? order by tell_at limit 1"
                                + " for update skip locked",
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        clock.instant())
                .map(due -> take(tx, due[0], due[1])));
    }

    private Entry take(Tx tx, long number, long tells) {
        tx.update(
                "update ledger set tells = tells + 1, tell_at = ? where number = ?",
                clock.instant().plus(pause(tells)),
                number);
        return table.byNumber(tx, number).orElseThrow();
    }

    static Duration pause(long tells) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tells, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
