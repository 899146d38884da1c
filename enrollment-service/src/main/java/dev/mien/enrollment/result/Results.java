package dev.mien.enrollment.result;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.enrollment.payload.Payload;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Tx;
import dev.mien.platform.token.ResultClaims;
import dev.mien.platform.token.ResultTokens;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Issues result tokens in two steps: recorded in the transaction that found the person active, signed after its commit. */
@Startup
@ApplicationScoped
public class Results {
    private static final String SETTING = "mien.keys.result-token";

    /** Clocks of two machines may differ by this much; a moment further ahead would make a token outlive its minute. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final ResultTokens tokens;
    private final IssuedTokens issued;
    private final Clock clock;

    @Inject
    Results(
            @ConfigProperty(name = SETTING) Path key,
            @ConfigProperty(name = "mien.issuer") String issuer,
            IssuedTokens issued,
            Clock clock) {
        this.tokens = ResultTokens.read(SETTING, key, issuer, clock);
        this.issued = issued;
        this.clock = clock;
    }

    /**
     * Records a token about to be signed. The caller holds the subject's lock, so no purge misses it.
     *
     * @param at when the person was found active, in this very transaction
     * @param nonce what the page gave; null when it gave none
     * @param payload null when there is none
     */
    public ResultClaims record(
            Tx tx,
            ApplicationId application,
            FacialId facialId,
            Instant at,
            Liveness liveness,
            String nonce,
            Payload payload) {
        ResultClaims claims = new ResultClaims(
                UUID.randomUUID(),
                application,
                facialId,
                at,
                ResultClaims.ENROLL,
                liveness,
                false,
                null,
                nonce,
                payload == null ? null : payload.source(),
                payload == null ? null : payload.json());
        issued.add(tx, claims.id(), facialId, at.plus(ResultTokens.VALIDITY));
        return claims;
    }

    /**
     * Signs what was recorded, after the commit.
     *
     * @throws Refusal 503 when this process was held up for so long that the token would be old, or when the database's clock
     *     is ahead of its own: the same request again looks at the person again
     */
    public String sign(ResultClaims claims) {
        if (!tokens.stillValid(claims) || claims.at().isAfter(clock.instant().plus(SKEW))) {
            throw Refusal.later("The result does not speak of this moment; ask again.", Duration.ofSeconds(1));
        }
        return tokens.sign(claims);
    }

    Optional<Map<String, Object>> verify(String token, ApplicationId audience) {
        return tokens.verify(token, audience);
    }

    Map<String, Object> publicKeys() {
        return tokens.publicKeys();
    }
}
