package dev.mien.auth.attempt;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.mien.contracts.FacialId;
import java.time.Instant;

/**
 * What a page gets. No score: it would teach an attacker.
 *
 * @param payload the linked JSON, letter for letter; null when there is none
 * @param timestamp the moment at which the person was found active
 */
public record AuthenticationAnswer(
        FacialId facialId, @JsonRawValue String payload, Instant timestamp, String resultToken) {
    @Override
    public String toString() {
        return "AuthenticationAnswer[REDACTED]";
    }
}
