package dev.mien.enrollment.imports;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.imports.ImportLine;
import dev.mien.contracts.imports.ImportLinePage;
import dev.mien.contracts.imports.LineOutcome;
import dev.mien.contracts.imports.NewLine;
import dev.mien.enrollment.session.KnownSession;
import dev.mien.enrollment.session.SessionOutcome;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The table of lines. Each try of a line is one session, so that whatever is promised of a browser's session (P3) is
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
    private static final String AGAIN = "Nothing was decided about it; send it again.";

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
        Seen seen = tx.first(
                        "select l.id, l.state, l.digest, l.session_id, l.facial_id, l.code, l.detail,"
                                + " coalesce(p.state = 'ERASING', false) from import_line l"
                                + " left join profile p on p.facial_id = l.facial_id"
                                + " where l.job_id = ? and l.key_hash = ? for update of l",
                        Seen::of,
                        job,
                        keyHash)
                .orElseThrow();
        return claim(tx, seen, line.key(), digest, session);
    }

    private Claim claim(Tx tx, Seen seen, String key, byte[] digest, SessionId next) {
        boolean same = java.util.Arrays.equals(seen.digest(), digest);
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
    private Claim undecided(Tx tx, Seen seen, String key, byte[] digest, SessionId next) {
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
                    && java.util.Arrays.equals(earlier.get().partsDigest(), digest) -> {
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

    /**
     * Where a cursor points to. It is the hash of a line's key: the line's number, which all applications' lines share,
     * would tell of the others, and the key itself may be somebody's name.
     *
     * @return empty when it is no cursor of this import
     */
    Optional<Long> place(Tx tx, UUID job, String cursor) {
        byte[] keyHash;
        try {
            keyHash = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException noCursor) {
            return Optional.empty();
        }
        return tx.first(
                "select id from import_line where job_id = ? and key_hash = ?", row -> row.getLong(1), job, keyHash);
    }

    private String cursor(UUID job, String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hasher.ofName(job, key));
    }

    /** @param after the number of an earlier page's last line, 0 for the first page */
    ImportLinePage page(Tx tx, UUID job, long after, int limit) {
        List<Seen> found = tx.list(
                "select l.id, l.state, l.digest, l.session_id, l.facial_id, l.code, l.detail, false, l.own_key"
                        + " from import_line l left join profile p on p.facial_id = l.facial_id"
                        + " where l.job_id = ? and l.id > ? and l.state <> 'ERASED'"
                        + " and p.state is distinct from 'ERASING' order by l.id limit ?",
                row -> Seen.of(row).named(row.getString(9)),
                job,
                after,
                limit + 1);
        List<Seen> page = found.size() > limit ? found.subList(0, limit) : found;
        String next = found.size() > limit ? cursor(job, page.getLast().key()) : null;
        return new ImportLinePage(page.stream().map(Seen::line).toList(), next);
    }

    /** @return those of the keys that have no result, in their order */
    List<String> missing(Tx tx, UUID job, List<String> keys) throws SQLException {
        byte[][] hashes = keys.stream().map(key -> hasher.ofName(job, key)).toArray(byte[][]::new);
        Set<String> decided = tx
                .list(
                        "select key_hash from import_line where job_id = ? and key_hash = any (?)"
                                + " and state <> 'MISSING'",
                        row -> HexFormat.of().formatHex(row.getBytes(1)),
                        job,
                        tx.connection().createArrayOf("bytea", hashes))
                .stream()
                .collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < hashes.length; i++) {
            if (!decided.contains(HexFormat.of().formatHex(hashes[i]))) {
                missing.add(keys.get(i));
            }
        }
        return missing;
    }

    /** A line as it lies there. */
    private record Seen(
            long id,
            LineOutcome outcome,
            byte[] digest,
            SessionId session,
            FacialId facialId,
            Code code,
            String detail,
            String key) {
        static Seen of(ResultSet row) throws SQLException {
            UUID session = row.getObject(4, UUID.class);
            UUID facialId = row.getObject(5, UUID.class);
            String code = row.getString(6);
            return new Seen(
                    row.getLong(1),
                    // On the way out is out, for whoever sends the line again.
                    row.getBoolean(8) ? LineOutcome.ERASED : LineOutcome.valueOf(row.getString(2)),
                    row.getBytes(3),
                    session == null ? null : new SessionId(session),
                    facialId == null ? null : new FacialId(facialId),
                    code == null ? null : Code.valueOf(code),
                    row.getString(7),
                    null);
        }

        Seen named(String own) {
            return new Seen(id, outcome, digest, session, facialId, code, detail, own);
        }

        ImportLine line() {
            return switch (outcome) {
                case ENROLLED -> ImportLine.enrolled(key, facialId);
                case REFUSED -> ImportLine.refused(key, code, detail);
                case MISSING -> ImportLine.missing(key, AGAIN);
                case ERASED -> ImportLine.erased(key);
            };
        }
    }
}
