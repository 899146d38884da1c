package dev.mien.enrollment.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.contracts.FacialId;

/**
 * An answer of the service under test.
 *
 * @param retryAfter the header, or null
 */
public record Reply(int status, String retryAfter, String text, JsonNode body) {
    public String code() {
        return body.path("code").asText(null);
    }

    public FacialId facialId() {
        return FacialId.of(body.path("facialId").asText());
    }

    public String token() {
        return body.path("resultToken").asText(null);
    }
}
