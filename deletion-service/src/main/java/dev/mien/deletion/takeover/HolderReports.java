package dev.mien.deletion.takeover;

import dev.mien.contracts.Services;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.readiness.Gate;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Shut until, since this process started, every holder has reported that it is not ahead of the ledger: the ledger may
 * have been restored, and a number given before the lost ones are handed over would be given twice (P5). Shut for good
 * when the ledger goes back under a running process.
 *
 * <p>Reports are counted in the database, so that one replica hears what another was told; counts are compared rather
 * than times, so that no clock can be wrong. A restored database brings an old count back, and each process takes its
 * base after the restore, since databases are restored with their service stopped (P8).
 */
@ApplicationScoped
public class HolderReports implements Gate {
    private static final Logger LOG = Logger.getLogger(HolderReports.class);
    private final Database database;
    private volatile List<String> awaited = Services.HOLDERS;
    private volatile boolean wentBack;
    private Map<String, Long> base = Map.of();
    private long highest;

    public HolderReports(Database database) {
        this.database = database;
    }

    synchronized void start(@Observes StartupEvent event) {
        base = database.write(HolderReports::counts);
        awaited = Services.HOLDERS;
        wentBack = false;
        highest = 0;
    }

    @Override
    public String name() {
        if (wentBack) {
            return "a restart: the ledger was restored while it ran";
        }
        return open() ? "the holders' reports" : "a report of " + String.join(", ", awaited);
    }

    @Override
    public boolean open() {
        return awaited.isEmpty() && !wentBack;
    }

    /** @throws Refusal 503 while the gate is shut: what must not be acted on yet comes again */
    public void requireOpen() {
        if (!open()) {
            throw Refusal.later("Waiting for " + name() + ".", Duration.ofSeconds(1));
        }
    }

    /** Holders must be able to report while the gate is shut. */
    @Override
    public boolean guards(String path) {
        return !path.startsWith("/internal/v1/ledger/") && !path.equals("/internal/v1/keys");
    }

    /** Counts a poll that was not ahead of the ledger. */
    public void heard(Tx tx, String holder) {
        tx.update(
                "insert into holder_report (holder, count) values (?, 1)"
                        + " on conflict (holder) do update set count = holder_report.count + 1",
                holder);
    }

    /** Looks whether every holder has been heard by now, by whichever replica. Never goes back to shut by itself. */
    public synchronized void look(Tx tx) {
        if (awaited.isEmpty()) {
            return;
        }
        Map<String, Long> now = counts(tx);
        awaited = Services.HOLDERS.stream()
                .filter(holder -> now.getOrDefault(holder, 0L) <= base.getOrDefault(holder, 0L))
                .toList();
        if (awaited.isEmpty()) {
            LOG.info("event=holders-heard");
        }
    }

    /** The highest number that this process has read. Taken before the ledger is read, for {@link #ledgerIsAt}. */
    public synchronized long highest() {
        return highest;
    }

    /**
     * @param floor {@link #highest()} before the read; another thread may have read a higher number meanwhile, and this one
     *     would only be late
     * @param last the ledger's highest number, as the database had it afterwards
     */
    public synchronized void ledgerIsAt(long floor, long last) {
        if (last < floor && !wentBack) {
            wentBack = true;
            LOG.errorf("event=ledger-went-back last=%d highest=%d", last, floor);
        }
        highest = Math.max(highest, last);
    }

    private static Map<String, Long> counts(Tx tx) {
        Map<String, Long> counts = new HashMap<>();
        tx.list("select holder, count from holder_report", row -> counts.put(row.getString(1), row.getLong(2)));
        return counts;
    }
}
