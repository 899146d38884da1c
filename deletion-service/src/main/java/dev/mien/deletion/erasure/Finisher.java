package dev.mien.deletion.erasure;

import dev.mien.deletion.ledger.Entry;
import dev.mien.deletion.takeover.HolderReports;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Carries on with erasures whose asker is gone, or was told 503: the ledger entry has begun them (P5). */
@ApplicationScoped
public class Finisher {
    private static final int ROUND = 50;
    /**
     * One entry that enrollment-service always refuses must not hold up the others, so a round goes on after it;
     * whoever is away for this many in a row is away for all.
     */
    private static final int FAILURES_IN_A_ROW = 3;

    private final Ending ending;
    private final HolderReports reports;

    public Finisher(Ending ending, HolderReports reports) {
        this.ending = ending;
        this.reports = reports;
    }

    /** One round; nothing while the gate is shut, since the ledger may lack entries then. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void finish() {
        if (!reports.open()) {
            return;
        }
        int failures = 0;
        for (int i = 0; i < ROUND && failures < FAILURES_IN_A_ROW; i++) {
            // Taken singly: an entry that this round does not come to keeps its turn.
            Optional<Entry> due = ending.takeDue();
            if (due.isEmpty()) {
                return;
            }
            failures = told(due.get()) ? 0 : failures + 1;
        }
    }

    private boolean told(Entry entry) {
        return entry.known()
                .map(subject -> ending.tell(entry.number(), subject))
                .orElse(true);
    }
}
