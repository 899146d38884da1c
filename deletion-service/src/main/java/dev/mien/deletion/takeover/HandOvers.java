package dev.mien.deletion.takeover;

import dev.mien.contracts.Code;
import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.HandOver;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.deletion.ledger.Entry;
import dev.mien.deletion.ledger.Ledger;
import dev.mien.deletion.ledger.LedgerTable;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes over what a holder has applied and a restored ledger lost (P5). Such an entry has a hash and no name. Its
 * erasure had begun, but only enrollment-service's own word says that the life has ended: any other holder may have
 * been quicker (P6).
 */
@ApplicationScoped
public class HandOvers {
    private static final Logger LOG = Logger.getLogger(HandOvers.class);
    private static final String CHANNEL = "handed-over";
    private final Database database;
    private final LedgerTable table;
    private final Clock clock;

    public HandOvers(Database database, LedgerTable table, Clock clock) {
        this.database = database;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Idempotent: entries that are here already are compared, not written.
     *
     * @throws Refusal CONFLICT when entries do not continue the ledger, or contradict it; nothing is taken over then
     */
    public void take(HandOver handOver) {
        database.execute(tx -> {
            long last = tx.first("select last from ledger_head for update", row -> row.getLong(1))
                    .orElseThrow();
            long first = last + 1;
            for (LedgerEntry entry : handOver.entries()) {
                if (entry.number() <= last) {
                    requireSame(tx, entry, handOver.holder());
                } else if (entry.number() == last + 1) {
                    insert(tx, entry, handOver.holder());
                    last = entry.number();
                } else {
                    throw Refusal.of(Code.CONFLICT, "The entries do not continue the ledger.");
                }
            }
            if (last >= first) {
                tx.update("update ledger_head set last = ?", last);
                LOG.warnf("event=ledger-taken-over holder=%s from=%d to=%d", handOver.holder(), first, last);
            }
        });
    }

    private void insert(Tx tx, LedgerEntry entry, String holder) {
        SubjectHash hash = SubjectHash.of(entry.subjectHash());
        if (table.bySubject(tx, hash).isPresent()) {
            throw contradiction(entry, holder);
        }
        Instant now = clock.instant();
        tx.update(
                "insert into ledger (number, kind, subject_hash, erasure_id, undo, channel, requested_at, ended_at)"
                        + " values (?, ?, ?, ?, false, ?, ?, ?)",
                entry.number(),
                entry.kind(),
                hash.bytes(),
                Ledger.erasureId(hash),
                CHANNEL,
                now,
                holder.equals(Services.ENROLLMENT) ? now : null);
    }

    private void requireSame(Tx tx, LedgerEntry entry, String holder) {
        Optional<Entry> known = table.byNumber(tx, entry.number());
        if (known.isEmpty() || !known.get().hash().equals(SubjectHash.of(entry.subjectHash()))) {
            throw contradiction(entry, holder);
        }
    }

    private static Refusal contradiction(LedgerEntry entry, String holder) {
        LOG.errorf("event=ledger-contradiction holder=%s number=%d", holder, entry.number());
        return Refusal.of(Code.CONFLICT, "The entries contradict the ledger.");
    }
}
