package dev.mien.index.head;

import dev.mien.contracts.ApplicationId;
import dev.mien.index.vault.GrownTemplate;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The rows of templates as those that change. Writers hold the head's lock. */
public final class GrowingTemplates {
    private static final String WITH_OCCASIONS =
            TemplateRow.COLUMNS.replace(" from template", ", occasions from template");

    /**
     * A template with what it is the mean of.
     *
     * @param enrolledOn the day of the enrollment, UTC
     */
    public record Growing(TemplateRow row, LocalDate enrolledOn, GrownTemplate grown) {
        /** Whether it is still the enrollment alone. */
        public boolean fresh() {
            return grown.occasions() == null;
        }
    }

    private static final int FETCH = 1_000;

    /** Looks at one of them. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Growing row) throws SQLException;
    }

    /** Visits every template of an application, up to a row's number, as it streams in. */
    public void each(Tx tx, ApplicationId application, long upToRow, Visitor visitor) {
        tx.each(
                "select " + WITH_OCCASIONS + " where application_id = ? and row_id <= ?",
                FETCH,
                row -> visitor.visit(growing(row)),
                application.value(),
                upToRow);
    }

    /** Some template of a profile. */
    public Optional<TemplateRow> any(Tx tx, ApplicationId application, String profile) {
        return tx.first(
                "select " + TemplateRow.COLUMNS + " where application_id = ? and profile = ? limit 1",
                TemplateRow::read,
                application.value(),
                profile);
    }

    private static Growing growing(ResultSet row) throws SQLException {
        TemplateRow template = TemplateRow.read(row);
        return new Growing(
                template,
                LocalDate.ofInstant(template.storedAt(), ZoneOffset.UTC),
                new GrownTemplate(template.template(), row.getBytes("occasions")));
    }

    public Optional<Growing> find(Tx tx, SubjectHash subject, String profile) {
        return tx.first(
                "select " + WITH_OCCASIONS + " where subject_hash = ? and profile = ?",
                GrowingTemplates::growing,
                subject.bytes(),
                profile);
    }

    /**
     * Inserts a template as it was elsewhere.
     *
     * @param occasions sealed under the template's own key; null: the enrollment alone
     */
    public void insert(Tx tx, TemplateRow row, byte[] occasions) {
        tx.update(
                Templates.COUNT_DAY + " insert into template (row_id, application_id, facial_id, subject_hash, profile,"
                        + " seq, sealed, wrapped_key, epoch, row_hash, occasions, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                occasions,
                row.storedAt());
    }

    /**
     * Puts another template in a row's place.
     *
     * @param row with the head's next number, by which replicas and later stores hear of it
     */
    public void replace(Tx tx, TemplateRow row, GrownTemplate grown) {
        tx.update(
                "update template set seq = ?, sealed = ?, wrapped_key = ?, epoch = ?, row_hash = ?, occasions = ?"
                        + " where row_id = ?",
                row.seq(),
                grown.template().sealed(),
                grown.template().wrappedKey(),
                grown.template().epoch(),
                row.hash(),
                grown.occasions(),
                row.rowId());
    }
}
