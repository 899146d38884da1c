package dev.mien.stack.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signs access tokens: RS256 JWTs with roles where Keycloak puts them, {@code realm_access.roles}. */
public final class AccessTokens {
    /** How long a token is believed that nobody wants shorter. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private final String issuer;
    private final RSAKey key;
    private final InstantSource clock;
    private final Duration lifetime;

    public AccessTokens(String issuer, RSAKey key, InstantSource clock, Duration lifetime) {
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** For a service that calls another: the role is the caller, the audience the callee. */
    public String forService(String caller, String callee) {
        return sign(claims(caller, caller, callee, List.of(caller)).build());
    }

    /** For a person at the gateway's administration. */
    public String forPerson(String name, List<String> roles, String organization) {
        return sign(claims(name, OidcProvider.CONSOLE, OidcProvider.CONSOLE_AUDIENCE, roles)
                .claim("preferred_username", name)
                .claim("organization", organization)
                .build());
    }

    private JWTClaimsSet.Builder claims(String subject, String client, String audience, List<String> roles) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(List.of(audience))
                .claim("azp", client)
                .claim("typ", "Bearer")
                .claim("realm_access", Map.of("roles", roles))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
    }

    private String sign(JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID())
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("an access token could not be signed", e);
        }
    }
}
