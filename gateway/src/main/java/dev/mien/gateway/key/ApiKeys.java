package dev.mien.gateway.key;

import dev.mien.contracts.ApplicationId;
import dev.mien.gateway.credential.OpaqueToken;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of keys. */
@ApplicationScoped
public class ApiKeys {
    /** Living keys of one application: enough to rotate each of two with an overlap. */
    public static final int MAXIMUM_ALIVE = 5;

    public void insert(Tx tx, ApplicationId application, ApiKey key, OpaqueToken secret, String by) {
        tx.update(
                "insert into api_key (id, application_id, secret_hash, created_at, created_by, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                key.id(),
                application.value(),
                secret.hash(),
                key.createdAt(),
                by,
                key.expiresAt());
    }

    /** Every key there ever was, ended ones included. */
    public List<ApiKey> list(Tx tx, ApplicationId application) {
        return tx.list(
                "select id, created_at, expires_at, revoked_at from api_key where application_id = ?"
                        + " order by created_at, id",
                ApiKeys::read,
                application.value());
    }

    /** Whose key this is, while it lives. */
    public Optional<ApplicationId> bearer(Tx tx, OpaqueToken secret, Instant now) {
        return tx.first(
                "select application_id from api_key where secret_hash = ? and revoked_at is null"
                        + " and (expires_at is null or expires_at > ?)",
                row -> new ApplicationId(row.getObject(1, UUID.class)),
                secret.hash(),
                now);
    }

    /** Lets a key live until {@code at} and no longer. @return whether the application has such a key, and it lives */
    public boolean expire(Tx tx, ApplicationId application, UUID key, Instant now, Instant at) {
        return tx.update(
                        "update api_key set expires_at = least(expires_at, ?) where id = ? and application_id = ?"
                                + " and revoked_at is null and (expires_at is null or expires_at > ?)",
                        at,
                        key,
                        application.value(),
                        now)
                == 1;
    }

    /** Ends a key at once; again is no error. @return whether the application has such a key */
    public boolean revoke(Tx tx, ApplicationId application, UUID key, Instant at) {
        return tx.update(
                        "update api_key set revoked_at = coalesce(revoked_at, ?) where id = ? and application_id = ?",
                        at,
                        key,
                        application.value())
                == 1;
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                instant(row, "revoked_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
