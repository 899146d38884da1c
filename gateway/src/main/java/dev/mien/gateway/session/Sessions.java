package dev.mien.gateway.session;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Operation;
import dev.mien.gateway.admission.Network;
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

/** The table of sessions. Each step from one state to the next is a compare-and-set. */
@ApplicationScoped
public class Sessions {
    private static final TypeReference<List<String>> STEPS = new TypeReference<>() {};
    private final ObjectMapper json;

    public Sessions(ObjectMapper json) {
        this.json = json;
    }

    void insert(Tx tx, Session session, OpaqueToken token) {
        tx.update(
                "insert into session (id, token_hash, application_id, operation, origin, state, locale, challenge,"
                        + " country, network, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)",
                session.id().value(),
                token.hash(),
                session.application().value(),
                session.operation(),
                session.origin(),
                session.state(),
                session.locale(),
                write(session.challenge()),
                session.country(),
                session.network().text(),
                session.createdAt(),
                session.expiresAt());
    }

    Optional<Session> find(Tx tx, OpaqueToken token) {
        return tx.first("select * from session where token_hash = ?", this::read, (Object) token.hash());
    }

    /**
     * Begins the operation with these parts, if session and application are still what they were when the request came:
     * between its head and the end of its body there may be many seconds, a new challenge, or another policy. Who
     * decides remembers a session that is done; what is lost here is open again for the same parts alone.
     *
     * @param seen the session as it was then
     * @param revision the application's, then
     * @return false when the session is in use or done, or one of both has changed
     */
    public boolean begin(Tx tx, Session seen, long revision, byte[] partsDigest) {
        return tx.update(
                        "update session set state = 'IN_USE', parts_digest = ? from application"
                                + " where session.id = ? and session.state = 'OPEN' and mended = ?"
                                + " and application.id = application_id and revision = ?"
                                + Tx.WITHOUT_WAITING,
                        partsDigest,
                        seen.id().value(),
                        seen.mended(),
                        revision)
                == 1;
    }

    /** Whether the session is in use or done with these very parts. */
    public boolean begunWith(Tx tx, SessionId session, byte[] partsDigest) {
        return tx.exists(
                "select 1 from session where id = ? and state <> 'OPEN' and parts_digest = ?",
                session.value(),
                partsDigest);
    }

    /**
     * Leads back from in use to open, with a new challenge, where these parts are the ones in use and the person may
     * still mend something.
     *
     * @return how many refusals have been mended, or empty when it stays as it is
     */
    public Optional<Integer> reopen(Tx tx, SessionId session, byte[] partsDigest, List<String> challenge) {
        return tx.first(
                "update session set state = 'OPEN', parts_digest = null, mended = mended + 1, challenge = ?::jsonb"
                        + " where id = ? and state = 'IN_USE' and parts_digest = ? and mended < ? returning mended",
                row -> row.getInt(1),
                write(challenge),
                session.value(),
                partsDigest,
                Session.MAXIMUM_MENDED);
    }

    /** Decided, whatever it was before. @return how many sessions that was */
    public int end(Tx tx, SessionId session) {
        return tx.update("update session set state = 'DONE' where id = ?" + Tx.WITHOUT_WAITING, session.value());
    }

    /** Ends it where it is still in use with these parts: a repeated request may have found it opened again already. */
    public void endUnlessReopened(Tx tx, SessionId session, byte[] partsDigest) {
        tx.update(
                "update session set state = 'DONE' where id = ? and state = 'IN_USE' and parts_digest = ?",
                session.value(),
                partsDigest);
    }

    /** Removes what has expired. @return how many */
    int sweep(Tx tx, Instant now) {
        return tx.update("delete from session where expires_at <= ?", now);
    }

    private Session read(ResultSet row) throws SQLException {
        return new Session(
                new SessionId(row.getObject("id", UUID.class)),
                new ApplicationId(row.getObject("application_id", UUID.class)),
                Operation.valueOf(row.getString("operation")),
                row.getString("origin"),
                SessionState.valueOf(row.getString("state")),
                row.getInt("mended"),
                row.getString("locale"),
                challenge(row.getString("challenge")),
                row.getString("country"),
                new Network(row.getString("network")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private String write(List<String> challenge) {
        try {
            return json.writeValueAsString(challenge);
        } catch (JacksonException e) {
            throw new IllegalStateException("a list of texts can always be written", e);
        }
    }

    private List<String> challenge(String text) {
        try {
            return json.readValue(text, STEPS);
        } catch (JacksonException e) {
            throw new IllegalStateException("a stored challenge cannot be read", e);
        }
    }
}
