package dev.mien.enrollment.imports;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.imports.ImportJob;
import dev.mien.contracts.imports.ImportState;
import dev.mien.contracts.imports.LegalBasis;
import dev.mien.contracts.imports.NewImport;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The table of imports. One of an application is open at a time, which the database sees to. */
@ApplicationScoped
public class ImportJobs {
    /** An import is forgotten so long after it was opened. */
    static final Duration KEPT = Duration.ofDays(30);

    /** Once it is finished, that is so long after it, at most. */
    static final Duration KEPT_FINISHED = Duration.ofDays(7);

    /** Lines that one sweep forgets; the next one goes on. */
    private static final int BATCH = 10_000;

    private static final String JOB =
            "select j.id, j.state, j.legal_basis, j.legal_reference, j.terms_version, j.expected,"
                    + " j.opened_at, j.finished_at, j.expires_at from import_job j where j.id = ? and j.application_id = ?"
                    // Its lines are forgotten in steps: one that is gone already would bring somebody back (P12).
                    + " and j.expires_at > now()";

    /** Of a person on the way out, a line says already what it will say. */
    private static final String COUNTS = "select count(*) filter (where l.state = 'ENROLLED' and p.state <> 'ERASING'),"
            + " count(*) filter (where l.state = 'REFUSED'),"
            + " count(*) filter (where l.state = 'ERASED' or p.state = 'ERASING'),"
            + " count(*) filter (where l.state = 'MISSING')"
            + " from import_line l left join profile p on p.facial_id = l.facial_id where l.job_id = ?";

    /** @throws Refusal CONFLICT, naming the one that is open */
    UUID open(Tx tx, ApplicationId application, NewImport wanted) {
        UUID id = UUID.randomUUID();
        // Until the sweep has come by: nobody can go on with it any more, so it must be in nobody's way.
        tx.update(
                "update import_job set state = 'FINISHED', finished_at = expires_at"
                        + " where application_id = ? and state = 'OPEN' and expires_at <= now()",
                application.value());
        int opened = tx.update(
                "insert into import_job (id, application_id, state, legal_basis, legal_reference, terms_version, expected,"
                        + " expires_at) values (?, ?, 'OPEN', ?, ?, ?, ?, now() + ? * interval '1 second')"
                        + " on conflict (application_id) where state = 'OPEN' do nothing",
                id,
                application.value(),
                wanted.legalBasis(),
                wanted.reference(),
                wanted.termsVersion(),
                wanted.expected(),
                KEPT.toSeconds());
        if (opened == 0) {
            String other = tx.first(
                            "select id from import_job where application_id = ? and state = 'OPEN'",
                            row -> "The import " + row.getString(1) + " is open",
                            application.value())
                    .orElse("Another import was open a moment ago");
            throw Refusal.of(Code.CONFLICT, other + ": an application has one at a time. Go on with it, or finish it.");
        }
        return id;
    }

    /** Keeps it as it is until the transaction ends: lines of one import come one after another. */
    public Optional<ImportJob> hold(Tx tx, ApplicationId application, UUID id) {
        return tx.first(JOB + " for no key update", ImportJobs::uncounted, id, application.value());
    }

    boolean has(Tx tx, ApplicationId application, UUID id) {
        return tx.exists(
                "select 1 from import_job where id = ? and application_id = ? and expires_at > now()",
                id,
                application.value());
    }

    Optional<ImportJob> find(Tx tx, ApplicationId application, UUID id) {
        return tx.first(JOB, ImportJobs::uncounted, id, application.value()).map(job -> counted(tx, job));
    }

    /** Again is no error. @return whether the application has such an import */
    boolean finish(Tx tx, ApplicationId application, UUID id) {
        return tx.update(
                        "update import_job set state = 'FINISHED', finished_at = coalesce(finished_at, now()),"
                                + " expires_at = least(expires_at, now() + ? * interval '1 second')"
                                + " where id = ? and application_id = ? and expires_at > now()",
                        KEPT_FINISHED.toSeconds(),
                        id,
                        application.value())
                == 1;
    }

    /** Another line has come. @return false when it is one too many */
    boolean another(Tx tx, UUID id) {
        return tx.update(
                        "update import_job set lines = lines + 1 where id = ? and lines < ?",
                        id,
                        NewImport.MAXIMUM_LINES)
                == 1;
    }

    /** Forgets what has expired: lines first. */
    public void expire(Tx tx) {
        tx.update(
                "delete from import_line where id in (select l.id from import_line l join import_job j on j.id = l.job_id"
                        + " where j.expires_at < now() limit ?)",
                BATCH);
        tx.update("delete from import_job j where expires_at < now()"
                + " and not exists (select 1 from import_line where job_id = j.id)");
    }

    private static ImportJob counted(Tx tx, ImportJob job) {
        ImportJob.Counts known = tx.first(
                        COUNTS,
                        row -> new ImportJob.Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                        job.id())
                .orElseThrow();
        long decided = known.enrolled() + known.refused() + known.erased();
        long missing = job.expected() == null ? known.missing() : Math.max(known.missing(), job.expected() - decided);
        return job.counting(new ImportJob.Counts(known.enrolled(), known.refused(), known.erased(), missing));
    }

    private static ImportJob uncounted(ResultSet row) throws SQLException {
        return new ImportJob(
                row.getObject(1, UUID.class),
                ImportState.valueOf(row.getString(2)),
                LegalBasis.valueOf(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getObject(6, Integer.class),
                instant(row, 7),
                instant(row, 8),
                instant(row, 9),
                new ImportJob.Counts(0, 0, 0, 0));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
