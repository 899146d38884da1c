package dev.mien.auth.session;

import dev.mien.auth.decide.Outcome;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Liveness;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table of decided sessions. A session is decided once: the first one to write it wins. */
@ApplicationScoped
public class SessionOutcomes {
    /**
     * How long an outcome is remembered. A session lives for five minutes and a request context for half a minute, so
     * later than this no request of it can arrive.
     */
    public static final Duration MEMORY = Duration.ofMinutes(10);

    /** @return how the session was decided; empty while it is open */
    public Optional<SessionOutcome> find(Tx tx, ApplicationId application, SessionId session) {
        return tx.first(
                "select * from session_outcome where application_id = ? and session_id = ?",
                SessionOutcomes::read,
                application.value(),
                session.value());
    }

    /** @return false when the session has been decided in the meantime; nothing was written then */
    public boolean decide(
            Tx tx,
            ApplicationId application,
            SessionId session,
            SessionOutcome.Admitted outcome,
            SubjectHash subject,
            Instant at) {
        Outcome.Matched match = outcome.match();
        return tx.update(
                        "insert into session_outcome (application_id, session_id, parts_digest, facial_id, subject_hash,"
                                + " liveness, score, threshold, searched, decided_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        application.value(),
                        session.value(),
                        outcome.partsDigest(),
                        match.facialId().value(),
                        subject.bytes(),
                        match.liveness(),
                        match.score(),
                        match.threshold(),
                        match.searched(),
                        at)
                == 1;
    }

    /** As the other one, for a session that let nobody in. */
    public boolean decide(
            Tx tx, ApplicationId application, SessionId session, SessionOutcome.Refused outcome, Instant at) {
        return tx.update(
                        "insert into session_outcome (application_id, session_id, parts_digest, refusal_code,"
                                + " refusal_status, refusal_detail, decided_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        application.value(),
                        session.value(),
                        outcome.partsDigest(),
                        outcome.code(),
                        outcome.status(),
                        outcome.detail(),
                        at)
                == 1;
    }

    /**
     * Leaves of every session of the subject what P3 needs: a definite failure that names nobody. Without it the same
     * parts would be searched again, and might find somebody else.
     *
     * @return how many sessions there were
     */
    public int purge(Tx tx, SubjectHash subject) {
        return tx.update(
                "update session_outcome set facial_id = null, subject_hash = null, liveness = null, score = null,"
                        + " threshold = null, searched = null, refusal_code = ?, refusal_status = ?, refusal_detail = ?"
                        + " where subject_hash = ?",
                Code.UNRECOGNIZED_FACE,
                Code.UNRECOGNIZED_FACE.status(),
                Code.UNRECOGNIZED_FACE.title(),
                subject.bytes());
    }

    /** @return how many sessions were forgotten because no request of theirs can arrive any more */
    public int forget(Tx tx, Instant now) {
        return tx.update("delete from session_outcome where decided_at < ?", now.minus(MEMORY));
    }

    private static SessionOutcome read(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes("parts_digest");
        String code = row.getString("refusal_code");
        if (code != null) {
            return new SessionOutcome.Refused(
                    digest, Code.valueOf(code), row.getInt("refusal_status"), row.getString("refusal_detail"));
        }
        return new SessionOutcome.Admitted(
                digest,
                new Outcome.Matched(
                        new FacialId(row.getObject("facial_id", UUID.class)),
                        row.getDouble("score"),
                        row.getDouble("threshold"),
                        row.getLong("searched"),
                        Liveness.valueOf(row.getString("liveness"))));
    }
}
