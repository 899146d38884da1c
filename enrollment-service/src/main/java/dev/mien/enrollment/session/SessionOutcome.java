package dev.mien.enrollment.session;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.platform.crypto.SubjectHash;

/**
 * What an earlier request of the same session, with the same parts, came to.
 *
 * <pre>
 * (none) ──► InProgress ──► Done ──► Failed
 *    │          └────────────────────────▲
 *    └───────────────────────────────────┘ refused
 * </pre>
 *
 * Only {@link Done} ever named a Facial ID to anybody. {@link Failed} is final: whatever is sent again under that
 * session, there is no second identity.
 */
public sealed interface SessionOutcome {
    /** The profile is pending: it may yet become active or be undone. */
    record InProgress() implements SessionOutcome {}

    /**
     * Somebody was enrolled.
     *
     * @param subject whose profile it is
     * @param liveness the guard that the frames passed
     */
    record Done(SubjectHash subject, Liveness liveness) implements SessionOutcome {}

    /** Nobody was enrolled, or is no more. */
    record Failed(Code code) implements SessionOutcome {}
}
