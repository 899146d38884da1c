package dev.mien.enrollment.profile;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.LookupAnswer;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The states of those that a search found. */
@ApplicationScoped
public class Candidates {
    /** @return those that are known in this application, at this moment; the others are left out */
    public List<LookupAnswer.Known> states(Tx tx, ApplicationId application, Collection<FacialId> facialIds)
            throws SQLException {
        if (facialIds.isEmpty()) {
            return List.of();
        }
        Object[] ids = facialIds.stream().map(FacialId::value).toArray();
        return tx.list(
                "select facial_id, state, pin_hash is not null from profile where application_id = ?"
                        + " and facial_id = any (?)",
                row -> new LookupAnswer.Known(
                        new FacialId(row.getObject(1, UUID.class)),
                        ProfileState.valueOf(row.getString(2)),
                        row.getBoolean(3)),
                application.value(),
                tx.connection().createArrayOf("uuid", ids));
    }
}
