package dev.mien.gateway.repeat;

import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The table of calls that came with an {@code Idempotency-Key}. */
@ApplicationScoped
class IdempotentCalls {
    /** A key means the same call for so long. */
    static final Duration KEPT = Duration.ofDays(1);

    /** Calls that are forgotten in one transaction. */
    static final int BATCH = 10_000;

    /** Notes the call as begun, unless it is known. Two at once are told apart by the row. */
    KnownCall begin(Tx tx, byte[] id, byte[] digest, Instant now) {
        boolean fresh = tx.update(
                        "insert into idempotent_call as known (id, digest, state, created_at, expires_at)"
                                + " values (?, ?, 'BEGUN', ?, ?) on conflict (id) do update set digest = excluded.digest,"
                                + " state = 'BEGUN', status = null, location = null, body = null,"
                                + " created_at = excluded.created_at, expires_at = excluded.expires_at"
                                + " where known.expires_at <= excluded.created_at",
                        id,
                        digest,
                        now,
                        now.plus(KEPT))
                == 1;
        if (fresh) {
            return new KnownCall.Fresh();
        }
        return tx.first(
                        "select digest, state, status, location, body, created_at from idempotent_call where id = ?",
                        row -> known(row, digest),
                        (Object) id)
                // Released a moment ago: whoever is told so asks again at once.
                .orElseGet(() -> new KnownCall.Begun(now));
    }

    private static KnownCall known(ResultSet row, byte[] digest) throws SQLException {
        if (!MessageDigest.isEqual(row.getBytes(1), digest)) {
            return new KnownCall.Other();
        }
        return switch (row.getString(2)) {
            case "BEGUN" ->
                new KnownCall.Begun(row.getObject(6, OffsetDateTime.class).toInstant());
            case "ANSWERED" -> new KnownCall.Answered(row.getInt(3), row.getString(4), row.getString(5));
            case "SHOWN" -> new KnownCall.Shown();
            case "ANEW" -> new KnownCall.Anew();
            default -> throw new IllegalStateException("idempotent_call holds a state that nobody wrote");
        };
    }

    void answered(Tx tx, byte[] id, int status, String location, String body) {
        tx.update(
                "update idempotent_call set state = 'ANSWERED', status = ?, location = ?, body = ?"
                        + " where id = ? and state = 'BEGUN'",
                status,
                location,
                body,
                id);
    }

    void shown(Tx tx, byte[] id, int status) {
        tx.update(
                "update idempotent_call set state = 'SHOWN', status = ? where id = ? and state = 'BEGUN'", status, id);
    }

    void anew(Tx tx, byte[] id, int status) {
        tx.update("update idempotent_call set state = 'ANEW', status = ? where id = ? and state = 'BEGUN'", status, id);
    }

    /** It was refused, and changed nothing: the same key may try again. */
    void release(Tx tx, byte[] id) {
        tx.update("delete from idempotent_call where id = ? and state = 'BEGUN'", (Object) id);
    }

    int sweep(Tx tx, Instant now) {
        return tx.update(
                "delete from idempotent_call where id in"
                        + " (select id from idempotent_call where expires_at <= ? limit ?)",
                now,
                BATCH);
    }
}
