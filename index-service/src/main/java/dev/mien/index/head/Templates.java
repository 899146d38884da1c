package dev.mien.index.head;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.vault.TemplatePlace;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of templates, and the log of those that went. Writers hold the head's lock. */
public final class Templates {
    private static final int FETCH = 1_000;

    /** How many came and went, by day: within the statement that brings or takes them. Writers hold the head's lock. */
    static final String COUNT_DAY = "with counted as (insert into index_day as d (application_id, day, stored, erased)"
            + " values (?, (clock_timestamp() at time zone 'UTC')::date, ?, ?)"
            + " on conflict (application_id, day)"
            + " do update set stored = d.stored + excluded.stored, erased = d.erased + excluded.erased)";

    /** Looks at one row. */
    @FunctionalInterface
    public interface Visitor {
        void visit(TemplateRow row) throws SQLException;
    }

    /** What is known of a template without its ciphertext: whose it is, and its key, wrapped. */
    @SuppressWarnings("ArrayRecordComponent")
    public record WrappedKey(long rowId, TemplatePlace place, long seq, byte[] key, int epoch) {}

    /** A row that went. */
    public record Gone(long rowId, long hash) {}

    /** Visits what was stored or changed after {@code seq}, as it streams in. */
    public void changedAfter(Tx tx, ApplicationId application, long seq, Visitor visitor) {
        tx.each(
                "select " + TemplateRow.COLUMNS + " where application_id = ? and seq > ?",
                FETCH,
                row -> visitor.visit(TemplateRow.read(row)),
                application.value(),
                seq);
    }

    /** Visits what was stored or changed after {@code seq} with one model profile. */
    public void changedAfter(Tx tx, ApplicationId application, long seq, String profile, Visitor visitor) {
        tx.each(
                "select " + TemplateRow.COLUMNS + " where application_id = ? and seq > ? and profile = ?",
                FETCH,
                row -> visitor.visit(TemplateRow.read(row)),
                application.value(),
                seq,
                profile);
    }

    /** @return the rows that were erased after {@code seq} */
    public List<Long> erasedAfter(Tx tx, ApplicationId application, long seq) {
        return tx.list(
                "select row_id from erased_row where application_id = ? and seq > ?",
                row -> row.getLong(1),
                application.value(),
                seq);
    }

    /** The number of a row about to be inserted. */
    public long nextRowId(Tx tx) {
        return tx.first("select nextval('template_row')", row -> row.getLong(1)).orElseThrow();
    }

    public void insert(Tx tx, TemplateRow row) {
        tx.update(
                COUNT_DAY + " insert into template (row_id, application_id, facial_id, subject_hash, profile, seq,"
                        + " sealed, wrapped_key, epoch, row_hash, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.place().application().value(),
                1,
                0,
                row.rowId(),
                row.place().application().value(),
                row.place().facialId().value(),
                row.subject().bytes(),
                row.place().profile(),
                row.seq(),
                row.template().sealed(),
                row.template().wrappedKey(),
                row.template().epoch(),
                row.hash(),
                row.storedAt());
    }

    /** Whether that Facial ID has a template of that profile. */
    public boolean has(Tx tx, SubjectHash subject, String profile) {
        return tx.exists("select 1 from template where subject_hash = ? and profile = ?", subject.bytes(), profile);
    }

    /** The application in which a subject has templates. */
    public Optional<ApplicationId> applicationOf(Tx tx, SubjectHash subject) {
        return tx.first(
                "select application_id from template where subject_hash = ? limit 1",
                row -> new ApplicationId(row.getObject(1, UUID.class)),
                (Object) subject.bytes());
    }

    public List<Gone> delete(Tx tx, SubjectHash subject) {
        return tx.list(
                "delete from template where subject_hash = ? returning row_id, row_hash",
                row -> new Gone(row.getLong(1), row.getLong(2)),
                (Object) subject.bytes());
    }

    /** Deletes some of the templates that are of none of these model profiles. */
    public List<Gone> deleteOthers(Tx tx, ApplicationId application, List<String> profiles, int most) {
        return tx.list(
                "delete from template where row_id in (select row_id from template where application_id = ?"
                        + " and profile <> all (?::text[]) limit ?) returning row_id, row_hash",
                row -> new Gone(row.getLong(1), row.getLong(2)),
                application.value(),
                profiles.toArray(String[]::new),
                most);
    }

    /**
     * Deletes all of an application's, however many: none is read. Nor is any logged; replicas hear of an index without
     * templates by its head.
     *
     * @return how many
     */
    public int deleteAll(Tx tx, ApplicationId application) {
        return tx.update("delete from template where application_id = ?", application.value());
    }

    /** Tells replicas to forget rows, under the head's number of that change. */
    public void logErased(Tx tx, ApplicationId application, long seq, List<Gone> gone) {
        tx.update(
                COUNT_DAY + " insert into erased_row (application_id, seq, row_id) select ?, ?, unnest(?::bigint[])",
                application.value(),
                0,
                gone.size(),
                application.value(),
                seq,
                gone.stream().map(Gone::rowId).toArray(Long[]::new));
    }

    /**
     * Some of the keys that are wrapped by an epoch before {@code epoch}, in the order of their rows' numbers, and
     * locked. Rows that somebody else has locked are left out: whoever changes them is not waited for.
     */
    public List<WrappedKey> wrappedBefore(
            Tx tx, ApplicationId application, int epoch, long afterSeq, long afterRow, int most) {
        return tx.list(
                "select row_id, facial_id, profile, seq, wrapped_key, epoch from template where application_id = ?"
                        + " and (seq, row_id) > (?, ?) and epoch < ? order by seq, row_id limit ?"
                        + " for update skip locked",
                row -> new WrappedKey(
                        row.getLong(1),
                        new TemplatePlace(application, new FacialId(row.getObject(2, UUID.class)), row.getString(3)),
                        row.getLong(4),
                        row.getBytes(5),
                        row.getInt(6)),
                application.value(),
                afterSeq,
                afterRow,
                epoch,
                most);
    }

    /**
     * Exchanges the wrapped keys of rows that this transaction has locked. Their numbers stay: nobody has to compare
     * with them again, and no replica has anything to read.
     */
    public void wrapAnew(Tx tx, int epoch, List<Long> rows, List<byte[]> keys) {
        tx.update(
                "update template set wrapped_key = anew.key, epoch = ?"
                        + " from unnest(?::bigint[], ?::bytea[]) as anew (row_id, key)"
                        + " where template.row_id = anew.row_id",
                epoch,
                rows.toArray(Long[]::new),
                keys.toArray(byte[][]::new));
    }
}
