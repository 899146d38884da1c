package dev.mien.gateway.result;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.auth.Redemption;
import java.time.Instant;
import java.util.Map;

/**
 * What a backend learns, and no browser does: it holds the score.
 *
 * @param claims the token's
 * @param payload what is linked to the person, any JSON; null when there is nothing
 * @param confirmedAt when the person was last found active: now
 * @param decision null for an enrollment
 */
public record Redeemed(
        FacialId facialId,
        Map<String, Object> claims,
        @JsonRawValue String payload,
        Instant confirmedAt,
        Redemption.Decision decision) {
    static Redeemed of(Redemption redemption) {
        return new Redeemed(
                redemption.facialId(),
                redemption.claims(),
                redemption.payload(),
                redemption.confirmedAt(),
                redemption.decision());
    }

    @Override
    public String toString() {
        return "Redeemed[REDACTED]";
    }
}
