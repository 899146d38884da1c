package dev.mien.stack.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;

/**
 * The key of access tokens, RS256 as a JWK: what Keycloak signs by unless it is told otherwise. Each call between two
 * services checks such a signature, and one of the request context beside it, which is signed by such a key for the
 * same reason: checking one costs a tenth of what one by ES256 does.
 */
public final class TokenKey {
    private static final int BITS = 2048;

    private TokenKey() {}

    /** A fresh private key; its id is its thumbprint. */
    public static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("RS256 keys cannot be made", e);
        }
    }

    static RSAKey parse(Secret json) {
        try {
            return RSAKey.parse(json.reveal());
        } catch (ParseException e) {
            throw new IllegalStateException("a key file holds no RSA JWK", e);
        }
    }

    /** The public half as a JWK set. */
    public static String publicSet(RSAKey key) {
        return JSONObjectUtils.toJSONString(new JWKSet(key).toPublicJWKSet().toJSONObject());
    }
}
