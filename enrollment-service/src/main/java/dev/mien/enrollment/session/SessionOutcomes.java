package dev.mien.enrollment.session;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Liveness;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The table of session outcomes. Whoever changes one holds the subject's lock, except for the expiry; one that was
 * refused before anybody was begun has no subject, and does not change.
 */
@ApplicationScoped
public class SessionOutcomes {
    /** A session lasts 5 minutes, its request's context half a minute: after this, nothing of it can arrive. */
    public static final Duration KEPT = Duration.ofMinutes(15);

    /** What a repeated request is told once its profile was undone or erased: the page begins a new session. */
    public static final Code GONE = Code.SESSION_EXPIRED;

    public Optional<KnownSession> find(Tx tx, SessionId session) {
        return tx.first(
                "select application_id, parts_digest, state, subject_hash, liveness, code from session_outcome"
                        + " where session_id = ?",
                SessionOutcomes::known,
                session.value());
    }

    /** @return false when another request of this session was quicker; its transaction has ended then */
    public boolean begin(
            Tx tx,
            SessionId session,
            ApplicationId application,
            byte[] partsDigest,
            SubjectHash subject,
            Liveness liveness) {
        return tx.update(
                        "insert into session_outcome (session_id, application_id, parts_digest, state, subject_hash,"
                                + " liveness, expires_at) values (?, ?, ?, 'PENDING', ?, ?, now() + ? * interval '1 second')"
                                + " on conflict do nothing",
                        session.value(),
                        application.value(),
                        partsDigest,
                        subject.bytes(),
                        liveness,
                        KEPT.toSeconds())
                == 1;
    }

    /**
     * Ends a session that nobody was enrolled in, and nobody will be.
     *
     * @return false when another request of this session was quicker; nothing was written then
     */
    public boolean refuse(Tx tx, SessionId session, ApplicationId application, byte[] partsDigest, Code code) {
        return tx.update(
                        "insert into session_outcome (session_id, application_id, parts_digest, state, liveness, code,"
                                + " expires_at) values (?, ?, ?, 'FAILED', ?, ?, now() + ? * interval '1 second')"
                                + " on conflict do nothing",
                        session.value(),
                        application.value(),
                        partsDigest,
                        Liveness.NONE,
                        code,
                        KEPT.toSeconds())
                == 1;
    }

    public void done(Tx tx, SubjectHash subject) {
        tx.update("update session_outcome set state = 'DONE' where subject_hash = ? and state = 'PENDING'", (Object)
                subject.bytes());
    }

    /** Whatever it was, it is a failure from now on, and names nobody any more. */
    public void fail(Tx tx, SubjectHash subject, Code code) {
        tx.update(
                "update session_outcome set state = 'FAILED', code = ?, subject_hash = null where subject_hash = ?",
                code,
                subject.bytes());
    }

    /** Forgets an enrollment that was given up before anybody was told of it: the session may try again. */
    public void release(Tx tx, SubjectHash subject) {
        tx.update("delete from session_outcome where subject_hash = ? and state = 'PENDING'", (Object) subject.bytes());
    }

    public int expire(Tx tx) {
        return tx.update("delete from session_outcome where expires_at < now()");
    }

    private static KnownSession known(ResultSet row) throws SQLException {
        SessionOutcome outcome = switch (row.getString("state")) {
            case "PENDING" -> new SessionOutcome.InProgress();
            case "DONE" ->
                new SessionOutcome.Done(
                        SubjectHash.of(row.getBytes("subject_hash")), Liveness.valueOf(row.getString("liveness")));
            case "FAILED" -> new SessionOutcome.Failed(Code.valueOf(row.getString("code")));
            default -> throw new IllegalStateException("session_outcome holds a state that nobody wrote");
        };
        return new KnownSession(
                new ApplicationId(row.getObject("application_id", java.util.UUID.class)),
                row.getBytes("parts_digest"),
                outcome);
    }
}
