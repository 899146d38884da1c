package dev.mien.stack.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import dev.mien.stack.keys.Secret;
import dev.mien.stack.keys.TokenKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OidcProviderTest {
    private final OidcProvider provider = OidcProvider.start(new OidcSettings(
            0,
            TokenKey.generate(),
            Map.of("gateway", new Secret("gateway's"), "auth-service", new Secret("auth's")),
            AccessTokens.LIFETIME,
            List.of(new Person("owner", new Secret("owner's"), List.of("owner"), "local"))));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        provider.close();
        http.close();
    }

    @Test
    void aServiceGetsATokenForOneCallee() throws Exception {
        var answer = token("grant_type=client_credentials&scope=auth-service", "gateway:gateway's");

        assertThat(answer.statusCode()).isEqualTo(200);
        var claims = verified(answer).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(provider.issuer());
        assertThat(claims.getAudience()).containsExactly("auth-service");
        assertThat(claims.getSubject()).isEqualTo("gateway");
        assertThat(claims.getStringClaim("azp")).isEqualTo("gateway");
        assertThat(claims.getJSONObjectClaim("realm_access")).containsEntry("roles", List.of("gateway"));
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void thePersonAtTheConsoleGetsATokenForTheGateway() throws Exception {
        var answer = token("grant_type=password&client_id=mien-console&username=owner&password=owner%27s", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        var claims = verified(answer).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly("gateway");
        assertThat(claims.getStringClaim("azp")).isEqualTo("mien-console");
        assertThat(claims.getStringClaim("organization")).isEqualTo("local");
        assertThat(claims.getJSONObjectClaim("realm_access")).containsEntry("roles", List.of("owner"));
    }

    @Test
    void secretsMayStandInTheForm() throws Exception {
        var answer = token(
                "grant_type=client_credentials&scope=gateway&client_id=auth-service&client_secret=auth%27s", null);

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    // Each line fails when the clause of TokenEndpoint that refuses it is taken out.
    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&scope=auth-service, gateway:wrong, 401, invalid_client",
        "grant_type=client_credentials&scope=auth-service, nobody:x, 401, invalid_client",
        "grant_type=client_credentials&scope=auth-service, , 401, invalid_client",
        "grant_type=client_credentials&scope=elsewhere, gateway:gateway's, 400, invalid_scope",
        "grant_type=client_credentials&scope=gateway auth-service, gateway:gateway's, 400, invalid_scope",
        "grant_type=password&client_id=mien-console&username=owner&password=wrong, , 401, invalid_grant",
        "grant_type=password&client_id=mien-console&username=eve&password=owner's, , 401, invalid_grant",
        "grant_type=password&username=owner&password=owner's, gateway:gateway's, 400, unauthorized_client",
        "grant_type=implicit, , 400, unsupported_grant_type",
        "scope=gateway, , 400, invalid_request"
    })
    void whatIsNotRightIsRefused(String form, String credentials, int status, String error) throws Exception {
        var answer = token(form, credentials);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSONObjectUtils.parse(answer.body())).isEqualTo(Map.of("error", error));
    }

    private HttpResponse<String> token(String form, String credentials) throws Exception {
        var discovery = JSONObjectUtils.parse(get(provider.issuer() + "/.well-known/openid-configuration"));
        var request = HttpRequest.newBuilder(URI.create((String) discovery.get("token_endpoint")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (credentials != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private SignedJWT verified(HttpResponse<String> answer) throws Exception {
        var token =
                SignedJWT.parse((String) JSONObjectUtils.parse(answer.body()).get("access_token"));
        var discovery = JSONObjectUtils.parse(get(provider.issuer() + "/.well-known/openid-configuration"));
        var keys = JWKSet.parse(get((String) discovery.get("jwks_uri")));
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        return token;
    }

    private String get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
