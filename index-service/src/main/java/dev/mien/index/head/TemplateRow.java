package dev.mien.index.head;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.SealedTemplate;
import dev.mien.index.vault.TemplatePlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * A template as it stands in its table.
 *
 * @param seq the head's number of its last change
 * @param hash the keyed hash that was stored with it
 */
public record TemplateRow(long rowId, TemplatePlace place, long seq, SealedTemplate template, long hash) {
    static final String COLUMNS =
            "row_id, application_id, facial_id, profile, seq, sealed, wrapped_key, epoch, row_hash from template";

    /** @return empty when the row is not what was once written: altered, swapped, or under a key that is gone */
    public Optional<FaceVector> open(ApplicationKeys keys) {
        return keys.hash(rowId, place, template.sealed()) == hash ? keys.open(place, template) : Optional.empty();
    }

    static TemplateRow read(ResultSet row) throws SQLException {
        TemplatePlace place = new TemplatePlace(
                new ApplicationId(row.getObject(2, UUID.class)),
                new FacialId(row.getObject(3, UUID.class)),
                row.getString(4));
        return new TemplateRow(
                row.getLong(1),
                place,
                row.getLong(5),
                new SealedTemplate(row.getBytes(6), row.getBytes(7), row.getInt(8)),
                row.getLong(9));
    }
}
