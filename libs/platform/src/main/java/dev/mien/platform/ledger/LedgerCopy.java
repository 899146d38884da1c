package dev.mien.platform.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerPoll;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tables of this holder's copy of the ledger. */
@ApplicationScoped
class LedgerCopy {
    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};
    private final ObjectMapper json;

    LedgerCopy(ObjectMapper json) {
        this.json = json;
    }

    /** A purge whose confirmation has not been written yet. */
    record Unfulfilled(long number, SubjectHash subject, Map<String, Integer> removed) {}

    /** How far this copy is. Read in one statement: another replica may be applying and confirming meanwhile. */
    LedgerPoll report(Tx tx, String holder) {
        return tx.first(
                        "select incarnation, applied,"
                                + " coalesce((select min(number) - 1 from ledger_copy where fulfilled_at is null), applied)"
                                + " from ledger_progress",
                        row -> new LedgerPoll(holder, row.getObject(1, UUID.class), row.getLong(2), row.getLong(3)))
                .orElseThrow();
    }

    /**
     * Takes a new incarnation, if the database still stands where {@code report} says: a report that was only late, or
     * that another replica has acted on, changes nothing.
     */
    boolean renew(Tx tx, LedgerPoll report) {
        return tx.update(
                        "update ledger_progress set incarnation = gen_random_uuid()"
                                + " where incarnation = ? and applied = ?",
                        report.incarnation(),
                        report.applied())
                == 1;
    }

    /**
     * Idempotent: another replica may have recorded the entry.
     *
     * @throws IllegalStateException when the copy has that number for somebody else; the entry is not applied then
     * @throws dev.mien.platform.sql.DatabaseException when the copy has another number for the subject
     */
    void record(Tx tx, LedgerEntry entry, Map<String, Integer> removed) {
        int added = tx.update(
                "insert into ledger_copy (number, kind, subject_hash, removed) values (?, ?, ?, ?)"
                        + " on conflict (number) do nothing",
                entry.number(),
                entry.kind(),
                entry.subjectHash(),
                write(removed));
        if (added == 0
                && !tx.exists(
                        "select 1 from ledger_copy where number = ? and subject_hash = ?",
                        entry.number(),
                        entry.subjectHash())) {
            throw new IllegalStateException("the ledger contradicts its copy at number " + entry.number());
        }
        tx.update("update ledger_progress set applied = ? where applied < ?", entry.number(), entry.number());
    }

    List<Unfulfilled> unfulfilled(Tx tx, int limit) {
        return tx.list(
                "select number, subject_hash, removed from ledger_copy where fulfilled_at is null"
                        + " order by number limit ?",
                row -> new Unfulfilled(row.getLong(1), SubjectHash.of(row.getBytes(2)), read(row.getString(3))),
                limit);
    }

    /** @return false when another replica was quicker */
    boolean fulfil(Tx tx, long number) {
        return tx.update(
                        "update ledger_copy set fulfilled_at = now() where number = ? and fulfilled_at is null", number)
                == 1;
    }

    List<LedgerEntry> after(Tx tx, long number, int limit) {
        return tx.list(
                "select number, kind, subject_hash from ledger_copy where number > ? order by number limit ?",
                row -> new LedgerEntry(
                        row.getLong(1), LedgerEntry.Kind.valueOf(row.getString(2)), row.getBytes(3), null, null, false),
                number,
                limit);
    }

    private String write(Map<String, Integer> removed) {
        try {
            return json.writeValueAsString(removed);
        } catch (JacksonException e) {
            throw new IllegalStateException("counts can always be written", e);
        }
    }

    private Map<String, Integer> read(String removed) {
        try {
            return json.readValue(removed, COUNTS);
        } catch (JacksonException e) {
            throw new IllegalStateException("the ledger's copy holds counts that cannot be read", e);
        }
    }
}
