package dev.mien.gateway.jwks;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.mien.contracts.Services;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * All signers' public keys in one set, asked for again when they are older than {@link #FRESH}. While a signer is away
 * the last set goes on being served: backends need it to check what was signed before.
 */
@ApplicationScoped
public class PublishedKeys {
    public static final Duration FRESH = Duration.ofMinutes(5);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Map<String, Keys> signers;
    private final Calls calls;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Snapshot last;

    /**
     * What was learned last.
     *
     * @param keys null when there never were any
     * @param away why there are none
     */
    private record Snapshot(Map<String, Object> keys, Refusal away, Instant until) {
        boolean freshAt(Instant now) {
            return now.isBefore(until);
        }

        Map<String, Object> answer() {
            if (keys == null) {
                throw away;
            }
            return keys;
        }
    }

    public PublishedKeys(
            @RestClient EnrollmentKeysApi enrollment,
            @RestClient AuthenticationKeysApi authentication,
            @RestClient ReceiptKeysApi receipt,
            Calls calls,
            Clock clock) {
        this.signers =
                Map.of(Services.ENROLLMENT, enrollment, Services.AUTH, authentication, Services.DELETION, receipt);
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * However many ask at once, the signers are asked by one of them; who has an older set to give waits for nobody.
     *
     * @throws Refusal 503 when a signer is away and has never been asked before
     */
    public Map<String, Object> all() {
        Snapshot known = last;
        if (known == null) {
            refreshing.lock();
        } else if (known.freshAt(clock.instant()) || !refreshing.tryLock()) {
            return known.answer();
        }
        try {
            if (last == null || !last.freshAt(clock.instant())) {
                last = refreshed(last);
            }
            return last.answer();
        } finally {
            refreshing.unlock();
        }
    }

    private Snapshot refreshed(Snapshot known) {
        try {
            return new Snapshot(asked(), null, clock.instant().plus(FRESH));
        } catch (Refusal away) {
            Map<String, Object> keys = known == null ? null : known.keys();
            return new Snapshot(keys, away, clock.instant().plus(AFTER_FAILURE));
        }
    }

    private Map<String, Object> asked() {
        List<JWK> keys = new ArrayList<>();
        signers.forEach((service, signer) -> keys.addAll(publicOnly(service, calls.to(service, signer::keys))));
        keys.sort(java.util.Comparator.comparing(JWK::getKeyID));
        return new JWKSet(keys).toJSONObject(true);
    }

    private static List<JWK> publicOnly(String service, String set) {
        try {
            return JWKSet.parse(set).toPublicJWKSet().getKeys();
        } catch (ParseException malformed) {
            throw Refusal.later(service + " cannot answer now.", AFTER_FAILURE);
        }
    }
}
