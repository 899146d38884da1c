package dev.mien.deletion.completion;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.deletion.Erasure.HolderConfirmation;
import dev.mien.contracts.event.ErasureFulfilled;
import dev.mien.deletion.ledger.LedgerTable;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * Who has confirmed what. A holder confirms twice over: by {@code erasure.fulfilled}, which says what it removed, and
 * by the progress that it polls with, which no lost event and no restored ledger can swallow.
 *
 * <p>Each confirmation is written under the entry's lock, and the entry is judged in the same transaction: of two last
 * confirmations at the same moment the second sees the first.
 */
@ApplicationScoped
public class Confirmations {
    /** Entries confirmed by one poll; the rest follow with the next. */
    private static final int BATCH = 500;

    /** Clocks of two machines may differ by this much. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final LedgerTable table;
    private final Completion completion;
    private final ObjectMapper json;
    private final Clock clock;

    public Confirmations(LedgerTable table, Completion completion, ObjectMapper json, Clock clock) {
        this.table = table;
        this.completion = completion;
        this.json = json;
        this.clock = clock;
    }

    /** Takes one holder's word by event. A number that the ledger does not have is none of ours yet: see P5. */
    public void by(Tx tx, ErasureFulfilled event) {
        if (table.lock(tx, event.number()).isEmpty() || beforeRestore(tx, event)) {
            return;
        }
        tx.update(
                "insert into confirmation (number, holder, at, removed) values (?, ?, ?, ?)"
                        + " on conflict (number, holder) do update set removed = excluded.removed"
                        + " where confirmation.removed is null",
                event.number(),
                event.holder(),
                event.at(),
                write(event.removed()));
        completion.consider(tx, event.number());
    }

    /** Takes a holder's word by progress: everything up to {@code fulfilled} is gone there. */
    public void upTo(Tx tx, String holder, long fulfilled) {
        List<Long> confirmed = tx.list(
                "select number from ledger l where completed_at is null and number <= ?"
                        + " and not exists (select 1 from confirmation c where c.number = l.number and c.holder = ?)"
                        + " order by number limit ? for update",
                row -> row.getLong(1),
                fulfilled,
                holder,
                BATCH);
        for (long number : confirmed) {
            tx.update(
                    "insert into confirmation (number, holder, at) values (?, ?, ?) on conflict do nothing",
                    number,
                    holder,
                    clock.instant());
            completion.consider(tx, number);
        }
    }

    /** The holder was restored: of erasures in progress, what it confirmed beyond {@code fulfilled} no longer holds. */
    public void withdrawAfter(Tx tx, String holder, long fulfilled) {
        tx.list(
                "select number from ledger where completed_at is null and number > ? order by number for update",
                row -> row.getLong(1),
                fulfilled);
        tx.update(
                "delete from confirmation c using ledger l where l.number = c.number and l.completed_at is null"
                        + " and c.holder = ? and c.number > ?",
                holder,
                fulfilled);
    }

    /** Those of one entry, in the order in which they came. */
    public List<HolderConfirmation> of(Tx tx, long number) {
        return tx.list(
                "select holder, at from confirmation where number = ? order by at, holder",
                row -> new HolderConfirmation(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()),
                number);
    }

    /**
     * A word given before the holder's database went back speaks of a purge that may be undone. It is dated by the
     * holder's clock: what was said so soon afterwards that it may be from before does not count either. Progress will
     * say.
     */
    private static boolean beforeRestore(Tx tx, ErasureFulfilled event) {
        return tx.exists(
                "select 1 from (select count(*) as incarnations, max(first_heard) as since from holder_incarnation"
                        + " where holder = ?) heard where incarnations > 1 and since > ?",
                event.holder(),
                event.at().minus(SKEW));
    }

    private String write(Map<String, Integer> removed) {
        try {
            return json.writeValueAsString(removed == null ? Map.of() : removed);
        } catch (JacksonException e) {
            throw new IllegalStateException("counts can always be written", e);
        }
    }
}
