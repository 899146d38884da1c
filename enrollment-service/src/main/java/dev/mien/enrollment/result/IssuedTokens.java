package dev.mien.enrollment.result;

import dev.mien.contracts.FacialId;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** The table of tokens that may be redeemed. A token that is not in it is refused, whatever its signature. */
@ApplicationScoped
public class IssuedTokens {
    void add(Tx tx, UUID id, FacialId facialId, Instant expiresAt) {
        tx.update(
                "insert into result_token (id, facial_id, expires_at) values (?, ?, ?)",
                id,
                facialId.value(),
                expiresAt);
    }

    /** @return false when it was redeemed before */
    boolean redeem(Tx tx, UUID id) {
        return tx.update("update result_token set redeemed_at = now() where id = ? and redeemed_at is null", id) == 1;
    }

    boolean known(Tx tx, UUID id) {
        return tx.exists("select 1 from result_token where id = ?", id);
    }

    public int remove(Tx tx, FacialId facialId) {
        return tx.update("delete from result_token where facial_id = ?", facialId.value());
    }

    /** Removes those that nobody can redeem any more; what a purge holds, it leaves to the purge. */
    public int expire(Tx tx) {
        return tx.update("delete from result_token where id in (select id from result_token where expires_at < now()"
                + " for update skip locked)");
    }
}
