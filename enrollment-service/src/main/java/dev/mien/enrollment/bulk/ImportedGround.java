package dev.mien.enrollment.bulk;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.imports.ImportJob;
import dev.mien.enrollment.consent.Consents;
import dev.mien.enrollment.consent.Ground;
import dev.mien.enrollment.imports.ImportLines;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import java.time.Instant;

/** What the importer has stated for everybody in the import; and the line, which has its result when the person is active. */
record ImportedGround(ImportJob job, SessionId session, byte[] digest, Consents consents, ImportLines lines)
        implements Ground {
    @Override
    public void require(Policy policy) {
        require(job, policy);
    }

    /** As {@link #require(Policy)}: asked before anything of a line is noted, not even its key. */
    static void require(ImportJob job, Policy policy) {
        if (!policy.imports()) {
            throw Refusal.of(Code.CONFLICT, "This application imports nobody any more: policy.imports was turned off.");
        }
        if (!policy.termsVersion().equals(job.termsVersion())) {
            throw Refusal.of(
                    Code.TERMS_NOT_ACCEPTED,
                    "The application's terms have changed since this import was opened; finish it and open another.");
        }
    }

    /** An importer is the backend, whose payloads every policy takes. */
    @Override
    public PayloadSource payloadSource(Policy policy) {
        return PayloadSource.BACKEND;
    }

    @Override
    public String termsVersion() {
        return job.termsVersion();
    }

    @Override
    public void record(Tx tx, FacialId facialId, Instant at) {
        consents.addImported(tx, facialId, job.termsVersion(), job.legalBasis(), job.reference(), at);
        if (!lines.enrolled(tx, session, digest, facialId)) {
            // The import has expired, or the line got its result from somebody else who was at it: an enrollment that
            // nobody would ever hear of does not happen.
            throw Refusal.of(SessionOutcomes.GONE, "This line is not waited for any more.");
        }
    }

    @Override
    public String toString() {
        return "ImportedGround[" + job.id() + "]";
    }
}
