package dev.mien.deletion.ledger;

import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the table {@code ledger}. */
@ApplicationScoped
public class LedgerTable {
    private static final String COLUMNS = "select number, kind, subject_hash, owner_hash, sealed_subject, key_version,"
            + " erasure_id, undo, requested_at, ended_at, completed_at from ledger ";
    private final SubjectSeal seal;

    public LedgerTable(SubjectSeal seal) {
        this.seal = seal;
    }

    public Optional<Entry> bySubject(Tx tx, SubjectHash hash) {
        return tx.first(COLUMNS + "where subject_hash = ?", this::entry, (Object) hash.bytes());
    }

    public Optional<Entry> byNumber(Tx tx, long number) {
        return tx.first(COLUMNS + "where number = ?", this::entry, number);
    }

    /** As {@link #byNumber}, and nobody else changes the entry for the rest of the transaction. */
    public Optional<Entry> lock(Tx tx, long number) {
        return tx.first(COLUMNS + "where number = ? for update", this::entry, number);
    }

    /** As {@link #bySubject}, and nobody else changes the entry for the rest of the transaction. */
    public Optional<Entry> lock(Tx tx, SubjectHash hash) {
        return tx.first(COLUMNS + "where subject_hash = ? for update", this::entry, (Object) hash.bytes());
    }

    public Optional<Entry> byErasure(Tx tx, UUID erasureId) {
        return tx.first(COLUMNS + "where erasure_id = ?", this::entry, erasureId);
    }

    /** The highest number that is committed. */
    public long last(Tx tx) {
        return tx.first("select last from ledger_head", row -> row.getLong(1)).orElseThrow();
    }

    /** Entries from {@code after} (exclusive) to {@code last} (inclusive), in order, at most {@code limit}. */
    public List<Entry> after(Tx tx, long after, long last, int limit) {
        return tx.list(
                COLUMNS + "where number > ? and number <= ? order by number limit ?", this::entry, after, last, limit);
    }

    private Entry entry(ResultSet row) throws SQLException {
        SubjectHash hash = SubjectHash.of(row.getBytes("subject_hash"));
        byte[] owner = row.getBytes("owner_hash");
        byte[] sealed = row.getBytes("sealed_subject");
        return new Entry(
                row.getLong("number"),
                LedgerEntry.Kind.valueOf(row.getString("kind")),
                hash,
                owner == null ? null : SubjectHash.of(owner),
                sealed == null ? null : seal.open(new SubjectSeal.Sealed(sealed, row.getString("key_version")), hash),
                row.getObject("erasure_id", UUID.class),
                row.getBoolean("undo"),
                instant(row, "requested_at"),
                instant(row, "ended_at"),
                instant(row, "completed_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
