package dev.mien.auth.learn;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;

/**
 * A recognition that a template may learn from. Prints neither request nor probe.
 *
 * @param jws the gateway's word for the request that was answered
 * @param revision of the policy that it was answered by
 * @param facialId who was let in
 */
public record Occasion(String jws, ApplicationId application, long revision, FacialId facialId, String sealedProbe) {
    @Override
    public String toString() {
        return "Occasion[application=" + application + "]";
    }
}
