package dev.mien.stack.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;

/** ES256 keys as JWK. */
public final class SigningKey {
    private SigningKey() {}

    /** A fresh private key; its id is its thumbprint. */
    public static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("ES256 keys cannot be made", e);
        }
    }

    /** Of any kind. */
    static JWK parse(Secret json) {
        try {
            return JWK.parse(json.reveal());
        } catch (ParseException e) {
            throw new IllegalStateException("a key file holds no JWK", e);
        }
    }

    /** The public halves as a JWK set. */
    public static String publicSet(JWK... keys) {
        return JSONObjectUtils.toJSONString(
                new JWKSet(List.of(keys)).toPublicJWKSet().toJSONObject());
    }
}
