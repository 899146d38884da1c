package dev.mien.platform.context;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.problem.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Believes a request context only when the gateway signed it, for this operation and body, within its half minute.
 *
 * <p>It does not remember {@code jti}s: the same context within its half minute is believed again. That is safe as long
 * as these hold, and each has a test (docs/traces.md):
 *
 * <ul>
 *   <li>A context opens no door by itself: who presents it needs the gateway's own service token too.
 *   <li>It can only say again what was said: application, session, policy and body are signed.
 *   <li>What it says again does nothing more. A browser's session is decided once, and the same parts get the same
 *       person or the same refusal; a probe that was sealed under a {@code jti} is stored once; a result token is
 *       redeemed once; an erasure has one number. The exception is pausing and resuming: presented again after its
 *       opposite, it sets the state once more and says so by an event. Only the gateway could, for half a minute.
 * </ul>
 *
 * A memory of {@code jti}s would have to be shared by all replicas and asked on every call, to refuse what changes
 * nothing. Whoever adds an operation that counts or adds up makes it one that is decided once, by its own key.
 */
@ApplicationScoped
@RegisterForReflection(targets = RequestContext.class, registerFullHierarchy = true)
public class ContextVerifier {
    /** Clocks of two machines may differ by this much. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    /** Each key with its algorithm: what a header names must be the key's, and never chooses it. */
    private record Known(JWSAlgorithm algorithm, JWSVerifier verifier) {}

    private final Map<String, Known> keys;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    public ContextVerifier(
            @ConfigProperty(name = "mien.keys.context-public") Path keys, ObjectMapper json, Clock clock) {
        this(read(keys), json, clock);
    }

    public ContextVerifier(JWKSet keys, ObjectMapper json, Clock clock) {
        this.keys = verifiers(keys);
        this.json = json;
        this.clock = clock;
    }

    /** As {@link #require(String, Set)}, for a call that allows one operation. */
    public RequestContext require(String jws, Operation allowed) {
        return require(jws, EnumSet.of(allowed));
    }

    /**
     * @param jws the header's value, or null
     * @throws Refusal UNAUTHORIZED when it is missing, forged, expired or for another operation
     */
    public RequestContext require(String jws, Set<Operation> allowed) {
        RequestContext context = verified(jws);
        if (!allowed.contains(context.operation())
                || clock.instant().minus(SKEW).isAfter(context.expiresAt())
                || clock.instant().plus(SKEW).isBefore(context.issuedAt())) {
            throw refused();
        }
        return context;
    }

    /** As {@link #require(String, Operation)}, and the body must be the one that the gateway vouched for. */
    public RequestContext require(String jws, Operation allowed, byte[] body) {
        RequestContext context = require(jws, allowed);
        byte[] expected = Base64.getUrlDecoder().decode(context.bodySha256());
        if (!MessageDigest.isEqual(expected, sha256(body))) {
            throw refused();
        }
        return context;
    }

    /** @return base64url without padding of the SHA-256, as a context carries it */
    public static String digest(byte[] body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(body));
    }

    private RequestContext verified(String jws) {
        if (jws == null) {
            throw refused();
        }
        try {
            JWSObject parsed = JWSObject.parse(jws);
            Known key = keys.get(parsed.getHeader().getKeyID());
            if (key == null
                    || !key.algorithm().equals(parsed.getHeader().getAlgorithm())
                    || !ContextSigner.TYPE.equals(parsed.getHeader().getType())
                    || !parsed.verify(key.verifier())) {
                throw refused();
            }
            return json.readValue(parsed.getPayload().toBytes(), RequestContext.class);
        } catch (ParseException | JOSEException | IOException malformed) {
            throw refused();
        }
    }

    private static Refusal refused() {
        return Refusal.of(Code.UNAUTHORIZED, "The request context is missing or not valid for this call.");
    }

    private static Map<String, Known> verifiers(JWKSet keys) {
        Map<String, Known> verifiers = new HashMap<>();
        try {
            for (JWK key : keys.getKeys()) {
                ContextKey known = ContextKey.of(key);
                verifiers.put(key.getKeyID(), new Known(known.algorithm(), known.verifier()));
            }
        } catch (JOSEException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "mien.keys.context-public must hold RSA keys of 2048 bits at least, or P-256 keys", e);
        }
        return verifiers;
    }

    private static JWKSet read(Path file) {
        try {
            return JWKSet.load(file.toFile());
        } catch (IOException | ParseException e) {
            throw new IllegalStateException("mien.keys.context-public must name a readable JWK set", e);
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
