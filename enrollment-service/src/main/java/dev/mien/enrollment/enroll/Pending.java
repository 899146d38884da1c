package dev.mien.enrollment.enroll;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.enrollment.payload.Payload;
import dev.mien.platform.crypto.SubjectHash;

/**
 * An enrollment whose profile is pending.
 *
 * @param payload null when there is none
 */
record Pending(
        Attempt attempt,
        Looks looks,
        ApplicationId application,
        FacialId facialId,
        SubjectHash subject,
        Payload payload) {}
