package dev.mien.gateway.authentication;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.contracts.FacialId;
import java.time.Instant;

/**
 * What a browser learns of its visitor: these members and no others, whatever the service should answer beside them.
 *
 * @param payload what is linked to the person, any JSON; null when there is nothing
 * @param resultToken what the page's backend believes
 */
public record Recognized(FacialId facialId, JsonNode payload, Instant timestamp, String resultToken) {
    @Override
    public String toString() {
        return "Recognized[REDACTED]";
    }
}
