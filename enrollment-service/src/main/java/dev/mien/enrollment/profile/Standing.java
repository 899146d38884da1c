package dev.mien.enrollment.profile;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Where one Facial ID stands.
 *
 * @param version of the last event that told of it, 0 while none has
 * @param everActive whether it was ever active: if not, nobody outside has heard of it
 * @param erasureNumber the ledger's number; null while it has none
 */
public record Standing(
        ApplicationId application,
        FacialId facialId,
        ProfileState state,
        long version,
        boolean everActive,
        Long erasureNumber) {
    /** Up to its conditions; {@link #of} reads such a row. */
    static final String SELECT =
            "select application_id, facial_id, state, version, activated_at is not null, erasure_number from profile";

    static Standing of(ResultSet row) throws SQLException {
        return new Standing(
                new ApplicationId(row.getObject(1, UUID.class)),
                new FacialId(row.getObject(2, UUID.class)),
                ProfileState.valueOf(row.getString(3)),
                row.getLong(4),
                row.getBoolean(5),
                row.getObject(6, Long.class));
    }

    /** Whether this is an enrollment that was undone under {@code number}. */
    public boolean undoneUnder(long number) {
        return state == ProfileState.ERASING && !everActive && erasureNumber != null && erasureNumber == number;
    }
}
