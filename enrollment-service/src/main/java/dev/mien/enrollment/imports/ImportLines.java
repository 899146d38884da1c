package dev.mien.enrollment.imports;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.imports.ImportLine;
import dev.mien.contracts.imports.NewLine;
import dev.mien.enrollment.session.KnownSession;
import dev.mien.enrollment.session.SessionOutcome;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of lines. Each try of a line is one session, so that whatever is promised of a browser's session (P3) is
 * promised of it too.
 *
 * <pre>
 * (none) ──► MISSING ──► ENROLLED ──► ERASED
 *               ▲ └────► REFUSED
 *               └────────────┘ another picture
 * </pre>
 */
@ApplicationScoped
public class ImportLines {
    private final ImportJobs jobs;
    private final SessionOutcomes sessions;
    private final SubjectHasher hasher;

    ImportLines(ImportJobs jobs, SessionOutcomes sessions, SubjectHasher hasher) {
        this.jobs = jobs;
        this.sessions = sessions;
        this.hasher = hasher;
    }

    /** What a line's picture and payload are known again by, within its import and nowhere else. */
    public byte[] digest(UUID job, byte[] sha256) {
        return hasher.ofContent(job, sha256);
    }

    /**
     * Takes a line up. The caller holds its import.
     *
     * @param digest of picture and payload, {@link #digest}
     * @throws Refusal CONFLICT when the import has as many lines as it may
     */
    public Claim claim(Tx tx, UUID job, NewLine line, byte[] digest) {
        byte[] keyHash = hasher.ofName(job, line.key());
        SessionId session = new SessionId(UUID.randomUUID());
        int added = tx.update(
                "insert into import_line (job_id, key_hash, own_key, digest, session_id, state)"
                        + " values (?, ?, ?, ?, ?, 'MISSING') on conflict (job_id, key_hash) do nothing",
                job,
                keyHash,
                line.key(),
                digest,
                session.value());
        if (added == 1) {
            if (!jobs.another(tx, job)) {
                throw Refusal.of(Code.CONFLICT, "The import has as many lines as it may; finish it and open another.");
            }
            return new Claim.Due(session);
        }
        StoredLine seen = tx.first(
                        "select l.id, l.state, l.digest, l.session_id, l.facial_id, l.code, l.detail,"
                                + " coalesce(p.state = 'ERASING', false) from import_line l"
                                + " left join profile p on p.facial_id = l.facial_id"
                                + " where l.job_id = ? and l.key_hash = ? for update of l",
                        StoredLine::of,
                        job,
                        keyHash)
                .orElseThrow();
        return claim(tx, seen, line.key(), digest, session);
    }

    private Claim claim(Tx tx, StoredLine seen, String key, byte[] digest, SessionId next) {
        boolean same = Arrays.equals(seen.digest(), digest);
        return switch (seen.outcome()) {
            case ERASED -> new Claim.Known(ImportLine.erased(key));
            case ENROLLED ->
                new Claim.Known(
                        same
                                ? ImportLine.enrolled(key, seen.facialId())
                                : ImportLine.refused(
                                        key,
                                        Code.CONFLICT,
                                        "Under this key somebody was enrolled with another picture or payload; erase"
                                                + " that Facial ID first, or use another key."));
            case REFUSED ->
                same
                        ? new Claim.Known(ImportLine.refused(key, seen.code(), seen.detail()))
                        : due(tx, seen.id(), digest, next);
            case MISSING -> undecided(tx, seen, key, digest, next);
        };
    }

    /** An earlier try got no result: its process died, its answer was lost, or it is still at it. */
    private Claim undecided(Tx tx, StoredLine seen, String key, byte[] digest, SessionId next) {
        Optional<KnownSession> earlier = sessions.find(tx, seen.session());
        if (earlier.isEmpty()) {
            // Nothing was begun, so the session is as good as new; two who are here at once are told apart by it.
            return due(tx, seen.id(), digest, seen.session());
        }
        return switch (earlier.get().outcome()) {
            case SessionOutcome.InProgress begun ->
                new Claim.Known(ImportLine.missing(
                        key, "An earlier try of this line is not decided yet; send it again in a minute."));
            case SessionOutcome.Failed failed
            when failed.code() != SessionOutcomes.GONE
                    && Arrays.equals(earlier.get().partsDigest(), digest) -> {
                refuse(tx, seen.session(), digest, failed.code(), failed.code().title());
                yield new Claim.Known(
                        ImportLine.refused(key, failed.code(), failed.code().title()));
            }
            case SessionOutcome.Failed undone -> due(tx, seen.id(), digest, next);
            case SessionOutcome.Done done ->
                throw new IllegalStateException("a line is enrolled in the transaction that enrolls the person");
        };
    }

    private static Claim due(Tx tx, long id, byte[] digest, SessionId session) {
        tx.update(
                "update import_line set state = 'MISSING', code = null, detail = null, digest = ?, session_id = ?"
                        + " where id = ?",
                digest,
                session.value(),
                id);
        return new Claim.Due(session);
    }

    /** In the transaction in which the person becomes active. @return false when nobody waits for this result any more */
    public boolean enrolled(Tx tx, SessionId session, byte[] digest, FacialId facialId) {
        return tx.update(
                        "update import_line set state = 'ENROLLED', facial_id = ?, digest = ?"
                                + " where session_id = ? and state = 'MISSING'",
                        facialId.value(),
                        digest,
                        session.value())
                == 1;
    }

    public void refuse(Tx tx, SessionId session, byte[] digest, Code code, String detail) {
        tx.update(
                "update import_line set state = 'REFUSED', code = ?, detail = ?, digest = ?"
                        + " where session_id = ? and state = 'MISSING'",
                code,
                detail,
                digest,
                session.value());
    }

    /** Of somebody who is erased, all but that this line enrolls nobody any more (P12). @return how many lines */
    public int forget(Tx tx, FacialId facialId) {
        return tx.update(
                "update import_line set state = 'ERASED', own_key = null, digest = null, session_id = null,"
                        + " facial_id = null where facial_id = ?",
                facialId.value());
    }
}
