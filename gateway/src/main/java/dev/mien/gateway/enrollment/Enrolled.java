package dev.mien.gateway.enrollment;

import dev.mien.contracts.FacialId;
import java.time.Instant;

/**
 * What a browser learns of its enrollment: these members and no others, whatever the service should answer beside them.
 *
 * @param details always there: pages read it unguarded
 * @param resultToken what the page's backend believes
 */
public record Enrolled(FacialId facialId, Instant timestamp, Details details, String resultToken) {
    /** Both are null unless the policy asks for estimates. */
    public record Details(String gender, Double age) {}

    public Enrolled {
        details = details == null ? new Details(null, null) : details;
    }

    @Override
    public String toString() {
        return "Enrolled[REDACTED]";
    }
}
