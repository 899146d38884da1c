package dev.mien.contracts.auth;

import dev.mien.contracts.FacialId;
import java.time.Instant;
import java.util.Map;

/**
 * What a backend learns by redeeming a result token: the claims, what is linked to the person, and how the decision was
 * made. For backends alone: it holds scores.
 *
 * @param claims the token's claims
 * @param payload the linked JSON as text; null when there is none
 * @param confirmedAt when the person was last found active: now
 * @param decision score, threshold and how many faces were searched
 */
public record Redemption(
        FacialId facialId, Map<String, Object> claims, String payload, Instant confirmedAt, Decision decision) {
    /**
     * The figures behind a recognition.
     *
     * @param score cosine similarity
     * @param threshold the least score that was asked for
     * @param searched how many faces the probe was compared with
     */
    public record Decision(double score, double threshold, long searched) {}
}
