package dev.mien.index.head;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.RowContents;
import dev.mien.index.vault.SealedTemplate;
import dev.mien.index.vault.TemplatePlace;
import dev.mien.platform.crypto.SubjectHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A template as it stands in its table.
 *
 * @param contents what the hash is of; the vector's ciphertext is the template's
 * @param hash the keyed hash that was stored with it
 */
public record TemplateRow(RowContents contents, SealedTemplate template, long hash) {
    static final String COLUMNS =
            "row_id, application_id, facial_id, profile, seq, sealed, wrapped_key, epoch, row_hash,"
                    + " subject_hash, occasions is not null, created_at from template";

    /** A row that is about to be written. @param contents with the head's next number, and what is sealed of the template */
    public static TemplateRow of(ApplicationKeys keys, RowContents contents, SealedTemplate template) {
        return new TemplateRow(contents, template, keys.hash(contents));
    }

    public long rowId() {
        return contents.rowId();
    }

    public TemplatePlace place() {
        return contents.place();
    }

    /** The head's number of its last change. */
    public long seq() {
        return contents.seq();
    }

    public SubjectHash subject() {
        return contents.subject();
    }

    /** When the person was enrolled. */
    public Instant storedAt() {
        return contents.storedAt();
    }

    /** @return empty when the row is not what was once written: altered, swapped, or under a key that is gone */
    public Optional<FaceVector> open(ApplicationKeys keys) {
        return keys.hash(contents) == hash ? keys.open(place(), template) : Optional.empty();
    }

    static TemplateRow read(ResultSet row) throws SQLException {
        TemplatePlace place = new TemplatePlace(
                new ApplicationId(row.getObject(2, UUID.class)),
                new FacialId(row.getObject(3, UUID.class)),
                row.getString(4));
        SealedTemplate template = new SealedTemplate(row.getBytes(6), row.getBytes(7), row.getInt(8));
        RowContents contents = new RowContents(
                row.getLong(1),
                place,
                row.getLong(5),
                SubjectHash.of(row.getBytes(10)),
                row.getObject(12, OffsetDateTime.class).toInstant(),
                template.sealed(),
                row.getBoolean(11));
        return new TemplateRow(contents, template, row.getLong(9));
    }
}
