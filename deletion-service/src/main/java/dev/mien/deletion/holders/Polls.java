package dev.mien.deletion.holders;

import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerPage;
import dev.mien.contracts.deletion.LedgerPage.Status;
import dev.mien.contracts.deletion.LedgerPoll;
import dev.mien.deletion.completion.Confirmations;
import dev.mien.deletion.ledger.Entry;
import dev.mien.deletion.ledger.LedgerTable;
import dev.mien.deletion.takeover.HolderReports;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Answers a holder's poll, and remembers what it reported. */
@ApplicationScoped
public class Polls {
    private static final Logger LOG = Logger.getLogger(Polls.class);
    private final Database database;
    private final LedgerTable table;
    private final HolderReports reports;
    private final HolderProgress progress;
    private final Confirmations confirmations;
    private final Clock clock;

    public Polls(
            Database database,
            LedgerTable table,
            HolderReports reports,
            HolderProgress progress,
            Confirmations confirmations,
            Clock clock) {
        this.database = database;
        this.table = table;
        this.reports = reports;
        this.progress = progress;
        this.confirmations = confirmations;
        this.clock = clock;
    }

    /**
     * Whichever comes first: a holder ahead of the ledger hands over; one that is behind its own report was restored;
     * all wait until every holder was heard; then there are entries.
     */
    public LedgerPage answer(LedgerPoll poll) {
        long floor = reports.highest();
        return database.write(tx -> {
            long last = table.last(tx);
            reports.ledgerIsAt(floor, last);
            if (poll.applied() > last) {
                return page(Status.HAND_OVER, last);
            }
            if (restored(tx, poll)) {
                LOG.errorf("event=holder-restored holder=%s applied=%d", poll.holder(), poll.applied());
                return page(Status.RESTORED, last);
            }
            reports.heard(tx, poll.holder());
            reports.look(tx);
            confirmations.upTo(tx, poll.holder(), poll.fulfilled());
            if (!reports.open()) {
                return page(Status.AWAITING_HOLDERS, last);
            }
            List<LedgerEntry> entries = table.after(tx, poll.applied(), last, LedgerPage.MAXIMUM).stream()
                    .map(Entry::toHolders)
                    .toList();
            return new LedgerPage(Status.FOLLOW, last, entries);
        });
    }

    /** Records the report, unless it shows that the holder's database went back. */
    private boolean restored(Tx tx, LedgerPoll poll) {
        Optional<HolderProgress.Known> current = progress.current(tx, poll.holder());
        boolean isNew = !progress.knows(tx, poll.holder(), poll.incarnation());
        if (isNew) {
            // Either the first report of all, or the answer to RESTORED: what was confirmed beyond it is to be
            // confirmed again, since the restore may have undone the purge.
            progress.begin(tx, poll, clock.instant());
            if (current.isPresent()) {
                confirmations.withdrawAfter(tx, poll.holder(), poll.fulfilled());
            }
            return false;
        }
        boolean sameIncarnation = current.orElseThrow().incarnation().equals(poll.incarnation());
        if (!sameIncarnation || poll.applied() < current.orElseThrow().applied()) {
            return true;
        }
        progress.report(tx, poll, clock.instant());
        return false;
    }

    private static LedgerPage page(Status status, long last) {
        return new LedgerPage(status, last, List.of());
    }
}
