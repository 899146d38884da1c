package dev.mien.index.head;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of templates, and the log of those that went. Writers hold the head's lock. */
public final class Templates {
    private static final int FETCH = 1_000;

    /** Looks at one row. */
    @FunctionalInterface
    public interface Visitor {
        void visit(TemplateRow row) throws SQLException;
    }

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

    public void insert(Tx tx, TemplateRow row, SubjectHash subject) {
        tx.update(
                "insert into template (row_id, application_id, facial_id, subject_hash, profile, seq, sealed,"
                        + " wrapped_key, epoch, row_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.rowId(),
                row.place().application().value(),
                row.place().facialId().value(),
                subject.bytes(),
                row.place().profile(),
                row.seq(),
                row.template().sealed(),
                row.template().wrappedKey(),
                row.template().epoch(),
                row.hash());
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

    public List<Gone> deleteAll(Tx tx, ApplicationId application) {
        return tx.list(
                "delete from template where application_id = ? returning row_id, row_hash",
                row -> new Gone(row.getLong(1), row.getLong(2)),
                application.value());
    }

    /** Tells replicas to forget rows, under the head's number of that change. */
    public void logErased(Tx tx, ApplicationId application, long seq, List<Gone> gone) {
        tx.update(
                "insert into erased_row (application_id, seq, row_id) select ?, ?, unnest(?::bigint[])",
                application.value(),
                seq,
                gone.stream().map(Gone::rowId).toArray(Long[]::new));
    }
}
