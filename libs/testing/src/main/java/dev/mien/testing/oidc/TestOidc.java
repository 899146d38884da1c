package dev.mien.testing.oidc;

import com.nimbusds.jose.jwk.RSAKey;
import dev.mien.contracts.Services;
import dev.mien.stack.keys.Secret;
import dev.mien.stack.keys.TokenKey;
import dev.mien.stack.oidc.AccessTokens;
import dev.mien.stack.oidc.OidcProvider;
import dev.mien.stack.oidc.OidcSettings;
import dev.mien.testing.jvm.OncePerJvm;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tokens that the provider of {@link OidcResource} vouches for. Its key is one for the JVM, its port one for each
 * application under test.
 */
public final class TestOidc {
    /** The secret of every service's client in tests. */
    public static final String CLIENT_SECRET = "only-for-tests-of-mien";

    /** Of the tokens that a service fetches for its calls: it has to renew them before they end, so each call gets one. */
    private static final Duration SHORT = Duration.ofSeconds(20);

    private static final String ISSUER = "mien.testing.oidc.issuer";

    private TestOidc() {}

    /** The issuer that the application under test believes. */
    public static String issuer() {
        var issuer = System.getProperty(ISSUER);
        if (issuer == null) {
            throw new IllegalStateException("no provider runs: the test lacks @WithTestResource(OidcResource.class)");
        }
        return issuer;
    }

    /** A token of one service for another, good for five minutes. */
    public static String tokenOfService(String caller, String callee) {
        return tokens().forService(caller, callee);
    }

    /** A token of a person at the console. */
    public static String tokenOfPerson(String name, String organization, String... roles) {
        return tokens().forPerson(name, List.of(roles), organization);
    }

    private static AccessTokens tokens() {
        return new AccessTokens(issuer(), key(), InstantSource.system(), AccessTokens.LIFETIME);
    }

    private static RSAKey key() {
        var json = OncePerJvm.get(
                "mien.testing.oidc.key", () -> TokenKey.generate().toJSONString());
        try {
            return RSAKey.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    static OidcProvider start() {
        Map<String, Secret> clients = Stream.of(
                        Services.GATEWAY, Services.ENROLLMENT, Services.AUTH, Services.INDEX, Services.DELETION)
                .collect(Collectors.toMap(name -> name, _ -> new Secret(CLIENT_SECRET)));
        var provider = OidcProvider.start(new OidcSettings(0, key(), clients, SHORT, List.of()));
        System.setProperty(ISSUER, provider.issuer());
        return provider;
    }
}
