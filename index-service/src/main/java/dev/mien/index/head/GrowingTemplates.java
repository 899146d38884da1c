package dev.mien.index.head;

import dev.mien.index.vault.GrownTemplate;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The rows of templates as those that change. Writers hold the head's lock. */
public final class GrowingTemplates {
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

    public Optional<Growing> find(Tx tx, SubjectHash subject, String profile) {
        return tx.first(
                        "select " + TemplateRow.COLUMNS + " where subject_hash = ? and profile = ?",
                        TemplateRow::read,
                        subject.bytes(),
                        profile)
                .flatMap(row -> tx.first(
                        "select created_at, occasions from template where row_id = ?",
                        more -> new Growing(
                                row,
                                more.getObject(1, OffsetDateTime.class)
                                        .withOffsetSameInstant(ZoneOffset.UTC)
                                        .toLocalDate(),
                                new GrownTemplate(row.template(), more.getBytes(2))),
                        row.rowId()));
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
