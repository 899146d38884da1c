package dev.mien.enrollment.profile;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page ended: opaque to whoever carries it.
 *
 * @param enrolledAt of the last profile of that page, to the microsecond, as PostgreSQL keeps it
 */
record PageCursor(Instant enrolledAt, UUID facialId) {
    /** Before everybody. */
    static final PageCursor START = new PageCursor(Instant.EPOCH, new UUID(0, 0));

    private static final int BYTES = 8 + 4 + 16;

    /** @throws Refusal INVALID_REQUEST when nobody can have been given this */
    static PageCursor parse(String text) {
        if (text == null) {
            return START;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES) {
                throw malformed();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            Instant at = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
            // Within what both PostgreSQL and this type can say.
            if (at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
                throw malformed();
            }
            return new PageCursor(at, new UUID(buffer.getLong(), buffer.getLong()));
        } catch (IllegalArgumentException | java.time.DateTimeException | ArithmeticException e) {
            throw malformed();
        }
    }

    String format() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(enrolledAt.getEpochSecond())
                .putInt(enrolledAt.getNano())
                .putLong(facialId.getMostSignificantBits())
                .putLong(facialId.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Refusal malformed() {
        return Refusal.of(Code.INVALID_REQUEST, "after must be the next of an earlier page.");
    }
}
