package dev.mien.enrollment.consent;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.platform.sql.Tx;
import java.time.Instant;

/** Why somebody may be enrolled: the person's own consent, or what an importer states in its place. */
public interface Ground {
    /**
     * Asked before any pixel is decoded (C1).
     *
     * @throws dev.mien.platform.problem.Refusal unless it holds under this policy
     */
    void require(Policy policy);

    /**
     * Whose word a payload that came along is.
     *
     * @throws dev.mien.platform.problem.Refusal where the policy takes none from there
     */
    PayloadSource payloadSource(Policy policy);

    /** The terms that hold for the person. */
    String termsVersion();

    /** Writes it down, in the transaction in which the person becomes active. */
    void record(Tx tx, FacialId facialId, Instant at);
}
