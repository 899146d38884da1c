package dev.mien.enrollment.confirm;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.index.Estimates;
import dev.mien.enrollment.payload.Payload;
import dev.mien.enrollment.payload.PayloadVault;
import dev.mien.enrollment.payload.SealedPayload;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Finds people active. Both statements lock the row and look at the state that is in it then, also when they had to
 * wait for a transaction that changed it: READ COMMITTED re-evaluates the condition on the row's newest version.
 */
@ApplicationScoped
public class ActiveProfiles {
    // Not now(): that is when the transaction began, and the lock may have been waited for. Not last_used_at either: a
    // set value is computed before the wait when the row turns out to be unchanged, a returned one after it.
    private static final String COLUMNS =
            "clock_timestamp() as at, activated_at, payload, payload_key, payload_source, age, gender";

    private final PayloadVault vault;

    ActiveProfiles(PayloadVault vault) {
        this.vault = vault;
    }

    /** Marks the last use; nothing comes of it when the mark is lost. */
    public Optional<ActiveProfile> use(Tx tx, ApplicationId application, FacialId facialId) {
        return tx.first(
                "update profile set last_used_at = clock_timestamp()"
                        + " where facial_id = ? and application_id = ? and state = 'ACTIVE'"
                        + Tx.WITHOUT_WAITING + " returning " + COLUMNS,
                row -> read(row, application, facialId),
                facialId.value(),
                application.value());
    }

    /** As {@link #use}, where nobody was recognized: an enrollment's own answer is no use of it. */
    public Optional<ActiveProfile> check(Tx tx, ApplicationId application, FacialId facialId) {
        return tx.first(
                "select " + COLUMNS + " from profile"
                        + " where facial_id = ? and application_id = ? and state = 'ACTIVE' for no key update",
                row -> read(row, application, facialId),
                facialId.value(),
                application.value());
    }

    private ActiveProfile read(ResultSet row, ApplicationId application, FacialId facialId) throws SQLException {
        byte[] sealed = row.getBytes("payload");
        Payload payload = sealed == null
                ? null
                : vault.open(
                        application,
                        facialId,
                        new SealedPayload(
                                sealed,
                                row.getString("payload_key"),
                                PayloadSource.valueOf(row.getString("payload_source"))));
        double age = row.getDouble("age");
        Estimates estimates = row.wasNull() ? null : new Estimates(age, row.getString("gender"));
        return new ActiveProfile(
                facialId,
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("activated_at", OffsetDateTime.class).toInstant(),
                payload,
                estimates);
    }
}
