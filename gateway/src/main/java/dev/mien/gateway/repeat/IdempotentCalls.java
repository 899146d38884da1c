package dev.mien.gateway.repeat;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
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

    /** Calls of one caller that are kept at a time. Those that begin at the same moment do not count each other. */
    static final int MOST = 10_000;

    /**
     * Notes the call as begun, unless it is known. Two at once are told apart by the row.
     *
     * @throws Refusal TOO_MANY_REQUESTS for a new call of a caller who has {@link #MOST}; it is not noted
     */
    KnownCall begin(Tx tx, CallMarks.CallMark call, Instant now) {
        boolean fresh = tx.update(
                        "insert into idempotent_call as known (id, caller, digest, state, created_at, expires_at)"
                                + " values (?, ?, ?, 'BEGUN', ?, ?) on conflict (id) do update set"
                                + " digest = excluded.digest, state = 'BEGUN', status = null, location = null, body = null,"
                                + " created_at = excluded.created_at, expires_at = excluded.expires_at"
                                + " where known.expires_at <= excluded.created_at",
                        call.id(),
                        call.caller(),
                        call.digest(),
                        now,
                        now.plus(KEPT))
                == 1;
        if (fresh) {
            requirePlace(tx, call.caller(), now);
            return new KnownCall.Fresh();
        }
        return tx.first(
                        "select digest, state, status, location, body, created_at from idempotent_call where id = ?",
                        row -> known(row, call.digest()),
                        (Object) call.id())
                // Released a moment ago: whoever is told so asks again at once.
                .orElseGet(() -> new KnownCall.Begun(now));
    }

    private static void requirePlace(Tx tx, byte[] caller, Instant now) {
        Kept kept = tx.first(
                        "select count(*), min(expires_at) from idempotent_call where caller = ? and expires_at > ?",
                        row -> new Kept(
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class).toInstant()),
                        caller,
                        now)
                .orElseThrow();
        if (kept.calls() > MOST) {
            throw Refusal.of(
                            Code.TOO_MANY_REQUESTS,
                            MOST + " of your calls with an Idempotency-Key are remembered, and no more may be within"
                                    + " 24 hours. Send this one without the header, or come again when the earliest is"
                                    + " forgotten.")
                    .retryAfter(Duration.between(now, kept.first()).plusSeconds(1));
        }
    }

    /** @param calls of one caller, the one that has just begun included @param first when the earliest is over */
    private record Kept(long calls, Instant first) {}

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
