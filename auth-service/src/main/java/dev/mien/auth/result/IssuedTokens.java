package dev.mien.auth.result;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.SessionId;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import dev.mien.platform.token.ResultClaims;
import dev.mien.platform.token.ResultTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table of tokens that can still be redeemed, each once. */
@ApplicationScoped
public class IssuedTokens {
    /** A token that was signed and has not been purged. */
    record Issued(FacialId facialId, SessionId session, boolean redeemed) {}

    /** Remembers a token that is about to be signed; in the transaction that has locked its subject. */
    public void add(Tx tx, ResultClaims claims, SessionId session, SubjectHash subject) {
        tx.enqueue(
                "insert into result_token (jti, application_id, session_id, facial_id, subject_hash, issued_at,"
                        + " expires_at) values (?, ?, ?, ?, ?, ?, ?)",
                claims.id(),
                claims.application().value(),
                session.value(),
                claims.facialId().value(),
                subject.bytes(),
                claims.at(),
                claims.at().plus(ResultTokens.VALIDITY));
    }

    Optional<Issued> find(Tx tx, ApplicationId application, UUID jti) {
        return tx.first(
                "select facial_id, session_id, redeemed_at from result_token where jti = ? and application_id = ?",
                row -> new Issued(
                        new FacialId(row.getObject(1, UUID.class)),
                        new SessionId(row.getObject(2, UUID.class)),
                        row.getObject(3) != null),
                jti,
                application.value());
    }

    /** @return whether this call is the one that redeems it: of two at once, one is told yes */
    boolean redeem(Tx tx, UUID jti, Instant at) {
        return tx.first(
                        "update result_token set redeemed_at = ? where jti = ? and redeemed_at is null returning jti",
                        row -> true,
                        at,
                        jti)
                .isPresent();
    }

    /** @return how many tokens of this subject there were */
    public int purge(Tx tx, SubjectHash subject) {
        return tx.update("delete from result_token where subject_hash = ?", (Object) subject.bytes());
    }

    /** @return how many tokens were removed because nobody can redeem them any more */
    public int removeExpired(Tx tx, Instant now) {
        return tx.update("delete from result_token where expires_at < ?", now);
    }
}
