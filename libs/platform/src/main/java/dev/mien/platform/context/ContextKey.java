package dev.mien.platform.context;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;

/**
 * A key for request contexts, with the one algorithm that it is used by: RS256 or ES256. A context is signed once,
 * while the session's beginning is written down, and checked by up to three services one after the other; so RSA, which
 * takes a seventh of the time to check, makes an answer come earlier.
 */
sealed interface ContextKey {
    int RSA_BITS_MIN = 2048;

    JWSAlgorithm algorithm();

    JWSSigner signer() throws JOSEException;

    JWSVerifier verifier() throws JOSEException;

    /** @throws IllegalArgumentException for any other key */
    static ContextKey of(JWK key) {
        return switch (key) {
            case RSAKey rsa when rsa.size() >= RSA_BITS_MIN -> new Rsa(rsa);
            case ECKey ec when Curve.P_256.equals(ec.getCurve()) -> new P256(ec);
            default ->
                throw new IllegalArgumentException(
                        "a context key is an RSA key of " + RSA_BITS_MIN + " bits at least, or a P-256 key");
        };
    }

    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    record Rsa(RSAKey key) implements ContextKey {
        @Override
        public JWSAlgorithm algorithm() {
            return JWSAlgorithm.RS256;
        }

        @Override
        public JWSSigner signer() throws JOSEException {
            return new RSASSASigner(key);
        }

        @Override
        public JWSVerifier verifier() throws JOSEException {
            return new RSASSAVerifier(key.toPublicJWK());
        }
    }

    /** ECDSA over P-256 with SHA-256. */
    record P256(ECKey key) implements ContextKey {
        @Override
        public JWSAlgorithm algorithm() {
            return JWSAlgorithm.ES256;
        }

        @Override
        public JWSSigner signer() throws JOSEException {
            return new ECDSASigner(key);
        }

        @Override
        public JWSVerifier verifier() throws JOSEException {
            return new ECDSAVerifier(key.toPublicJWK());
        }
    }
}
