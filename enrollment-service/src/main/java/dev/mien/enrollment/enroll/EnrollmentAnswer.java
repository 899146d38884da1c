package dev.mien.enrollment.enroll;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.Estimates;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * The answer to an enrollment.
 *
 * @param timestamp since when the person is recognized
 * @param details always there, since pages read it unguarded
 */
@RegisterForReflection(targets = {EnrollmentAnswer.class, EnrollmentAnswer.Details.class})
public record EnrollmentAnswer(FacialId facialId, Instant timestamp, Details details, String resultToken) {
    /** Both are null unless the policy asks for estimates. */
    public record Details(String gender, Double age) {
        static Details of(Estimates estimates) {
            return estimates == null ? new Details(null, null) : new Details(estimates.gender(), estimates.age());
        }
    }

    @Override
    public String toString() {
        return "EnrollmentAnswer[REDACTED]";
    }
}
