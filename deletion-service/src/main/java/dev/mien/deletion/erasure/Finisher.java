package dev.mien.deletion.erasure;

import dev.mien.deletion.ledger.Entry;
import dev.mien.deletion.takeover.HolderReports;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Carries on with erasures whose asker is gone, or was told 503: the ledger entry has begun them (P5). */
@ApplicationScoped
public class Finisher {
    /** Told one after another; the first failure ends the round, since whoever is away for one is away for all. */
    private static final int ROUND = 50;

    private final Ending ending;
    private final HolderReports reports;

    public Finisher(Ending ending, HolderReports reports) {
        this.ending = ending;
        this.reports = reports;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void finish() {
        if (!reports.open()) {
            return;
        }
        List<Entry> due = ending.due(ROUND);
        for (Entry entry : due) {
            boolean told = entry.known()
                    .map(subject -> ending.tell(entry.number(), subject))
                    .orElse(true);
            if (!told) {
                return;
            }
        }
    }
}
