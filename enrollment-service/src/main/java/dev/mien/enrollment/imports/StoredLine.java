package dev.mien.enrollment.imports;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.imports.ImportLine;
import dev.mien.contracts.imports.LineOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A line as it lies in its table.
 *
 * @param digest of picture and payload; null when it is erased, as session, Facial ID and key are
 * @param key the importer's own; null where it was not read
 */
record StoredLine(
        long id,
        LineOutcome outcome,
        byte[] digest,
        SessionId session,
        FacialId facialId,
        Code code,
        String detail,
        String key) {
    private static final String AGAIN = "Nothing was decided about it; send it again.";

    /** Of a row of id, state, digest, session, Facial ID, code, detail, and whether the person is on the way out. */
    static StoredLine of(ResultSet row) throws SQLException {
        UUID session = row.getObject(4, UUID.class);
        UUID facialId = row.getObject(5, UUID.class);
        String code = row.getString(6);
        return new StoredLine(
                row.getLong(1),
                // On the way out is out, for whoever sends the line again.
                row.getBoolean(8) ? LineOutcome.ERASED : LineOutcome.valueOf(row.getString(2)),
                row.getBytes(3),
                session == null ? null : new SessionId(session),
                facialId == null ? null : new FacialId(facialId),
                code == null ? null : Code.valueOf(code),
                row.getString(7),
                null);
    }

    StoredLine named(String own) {
        return new StoredLine(id, outcome, digest, session, facialId, code, detail, own);
    }

    ImportLine line() {
        return switch (outcome) {
            case ENROLLED -> ImportLine.enrolled(key, facialId);
            case REFUSED -> ImportLine.refused(key, code, detail);
            case MISSING -> ImportLine.missing(key, AGAIN);
            case ERASED -> ImportLine.erased(key);
        };
    }
}
