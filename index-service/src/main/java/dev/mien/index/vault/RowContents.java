package dev.mien.index.vault;

import dev.mien.platform.crypto.SubjectHash;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What a template's row says, as far as it stays when keys are wrapped anew: so it is what a row's keyed hash is of.
 *
 * @param seq the head's number of the row's last change: who lowers it hides the row from whoever compares what is newer
 * @param subject by which the row is found when its person is erased
 * @param storedAt the enrollment's moment, to the microsecond as the database keeps it: who moves it lets two pictures of one
 *     day count as two occasions
 * @param sealed the vector, ciphertext
 * @param grown whether occasions stand beside it. They are sealed under the vector's own key, which is a fresh one for
 *     each change, so no others open in their place; that they are gone can only be told from here
 */
@SuppressWarnings("ArrayRecordComponent")
public record RowContents(
        long rowId,
        TemplatePlace place,
        long seq,
        SubjectHash subject,
        Instant storedAt,
        byte[] sealed,
        boolean grown) {
    private static final String PURPOSE = "mien/index/row/v3";

    public RowContents {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(subject, "subject");
        storedAt = storedAt.truncatedTo(ChronoUnit.MICROS);
        Objects.requireNonNull(sealed, "sealed");
    }

    /** All of it, one after the other: every part but the last has a length that is known or told. */
    ByteBuffer[] parts() {
        byte[] bound = place.bind(PURPOSE);
        byte[] hash = subject.bytes();
        ByteBuffer fixed = ByteBuffer.allocate(3 * Long.BYTES + 2 * Integer.BYTES + bound.length + hash.length + 1);
        fixed.putLong(rowId)
                .putInt(bound.length)
                .put(bound)
                .putLong(seq)
                .put(hash)
                .putLong(storedAt.getEpochSecond())
                .putInt(storedAt.getNano())
                .put((byte) (grown ? 1 : 0));
        return new ByteBuffer[] {fixed.flip(), ByteBuffer.wrap(sealed)};
    }

    /** Without the Facial ID and the ciphertext. */
    @Override
    public String toString() {
        return "RowContents[" + rowId + " " + place + "]";
    }
}
