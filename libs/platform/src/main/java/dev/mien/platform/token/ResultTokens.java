package dev.mien.platform.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mien.contracts.ApplicationId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Signs and checks the result tokens of one service: JWT, ES256, valid for a minute from the moment they speak of. */
public final class ResultTokens {
    /** From {@code iat} to {@code exp}. */
    public static final Duration VALIDITY = Duration.ofSeconds(60);

    private final ECKey key;
    private final String issuer;
    private final Clock clock;
    private final ECDSASigner signer;
    private final ECDSAVerifier verifier;

    public ResultTokens(ECKey key, String issuer, Clock clock) {
        this.key = key;
        this.issuer = issuer;
        this.clock = clock;
        try {
            this.signer = new ECDSASigner(key);
            this.verifier = new ECDSAVerifier(key.toPublicJWK());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the signing key must be a private P-256 key", e);
        }
    }

    /** @throws IllegalStateException naming {@code setting} when its file holds no private P-256 key with a key id */
    public static ResultTokens read(String setting, Path file, String issuer, Clock clock) {
        return new ResultTokens(SigningKeyFile.read(setting, file), issuer, clock);
    }

    /** Whether a token of this moment would still be worth signing. */
    public boolean stillValid(ResultClaims claims) {
        return clock.instant().isBefore(claims.at().plus(VALIDITY));
    }

    /** {@code iat} is the moment of the claims, not of the signature: who was paused in between signs an old token. */
    public String sign(ResultClaims claims) {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder()
                .jwtID(claims.id().toString())
                .issuer(issuer)
                .audience(claims.application().toString())
                .subject(claims.facialId().toString())
                .issueTime(Date.from(claims.at()))
                .expirationTime(Date.from(claims.at().plus(VALIDITY)))
                .claim("operation", claims.operation())
                .claim("liveness", claims.liveness().name().toLowerCase(Locale.ROOT))
                .claim("pin", claims.pin())
                .claim("mode", claims.mode())
                .claim("nonce", claims.nonce())
                .claim(
                        "payloadSource",
                        claims.payloadSource() == null
                                ? "none"
                                : claims.payloadSource().name().toLowerCase(Locale.ROOT))
                .claim("payloadDigest", digest(claims.payload()));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                set.build());
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a result could not be signed", e);
        }
        return jwt.serialize();
    }

    /** @return the claims of a token that this service signed for {@code audience} and that has not expired */
    public Optional<Map<String, Object>> verify(String token, ApplicationId audience) {
        try {
            if (token == null) {
                return Optional.empty();
            }
            SignedJWT jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean valid = issuer.equals(claims.getIssuer())
                    && claims.getAudience().contains(audience.toString())
                    && claims.getExpirationTime() != null
                    && clock.instant().isBefore(claims.getExpirationTime().toInstant());
            return valid ? Optional.of(claims.toJSONObject()) : Optional.empty();
        } catch (ParseException | JOSEException malformed) {
            return Optional.empty();
        }
    }

    /** The public half, as a JWK set. */
    public Map<String, Object> publicKeys() {
        return new JWKSet(key.toPublicJWK()).toJSONObject();
    }

    private static String digest(String payload) {
        if (payload == null) {
            return null;
        }
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
