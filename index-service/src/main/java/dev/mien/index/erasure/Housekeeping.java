package dev.mien.index.erasure;

import dev.mien.contracts.index.IndexFigures;
import dev.mien.index.replica.Leases;
import dev.mien.index.store.StoredProbes;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.time.Duration;
import java.util.UUID;

/** Drops what has served: logs of erased rows that every replica has long read, used probes, confirmed
 * purges, leases of replicas that were killed. */
public final class Housekeeping {
    /** A replica that was away for longer rebuilds. */
    private static final Duration LOG_KEPT = Duration.ofDays(1);

    private final Database database;
    private final StoredProbes stored;
    private final Leases leases;

    public Housekeeping(Database database, StoredProbes stored, Leases leases) {
        this.database = database;
        this.stored = stored;
        this.leases = leases;
    }

    /** Safe to run at any time, on any number of replicas. */
    public void run() {
        database.execute(stored::sweep);
        database.execute(leases::dropExpired);
        database.execute(tx -> tx.update("delete from purge_position using ledger_copy"
                + " where ledger_copy.number = purge_position.number and ledger_copy.fulfilled_at is not null"));
        database.execute(tx -> tx.update(
                "delete from index_day where day <= (clock_timestamp() at time zone 'UTC')::date - ?",
                IndexFigures.DAYS));
        for (UUID application : database.snapshot(tx -> tx.list(
                "select distinct application_id from erased_row" + " where erased_at < now() - ? * interval '1 second'",
                row -> row.getObject(1, UUID.class),
                LOG_KEPT.toSeconds()))) {
            database.execute(tx -> trim(tx, application));
        }
    }

    /** Under the head's lock: the log's start and its rows change together. */
    private static void trim(Tx tx, UUID application) {
        tx.first("select 1 from head where application_id = ? for update", row -> true, application);
        long start = tx.first(
                        "select coalesce(max(seq), 0) from erased_row where application_id = ?"
                                + " and erased_at < now() - ? * interval '1 second'",
                        row -> row.getLong(1),
                        application,
                        LOG_KEPT.toSeconds())
                .orElseThrow();
        tx.update("update head set log_start = greatest(log_start, ?) where application_id = ?", start, application);
        tx.update("delete from erased_row where application_id = ? and seq <= ?", application, start);
    }
}
