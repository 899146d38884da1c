package dev.mien.platform.token;

import static dev.mien.platform.support.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.platform.support.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTokensTest {
    private final ECKey key = Fixtures.key("1");
    private final ApplicationId application = new ApplicationId(new UUID(1, 1));
    private final ResultClaims claims = new ResultClaims(
            new UUID(9, 9),
            application,
            new FacialId(new UUID(2, 2)),
            NOW,
            ResultClaims.AUTHENTICATE,
            Liveness.NONE,
            false,
            "1:N",
            "nonce",
            PayloadSource.BACKEND,
            "{\"name\":\"secret\"}");

    @TempDir
    Path folder;

    @Test
    void saysWhatWasDecidedAndNoPayload() {
        String token = at(Duration.ZERO).sign(claims);

        Map<String, Object> read = at(Duration.ZERO).verify(token, application).orElseThrow();

        assertThat(read)
                .containsEntry("iss", "mien")
                .containsEntry("sub", claims.facialId().toString())
                .containsEntry("jti", claims.id().toString())
                .containsEntry("operation", "authenticate")
                .containsEntry("nonce", "nonce")
                .containsEntry("iat", NOW.getEpochSecond())
                .containsEntry("exp", NOW.getEpochSecond() + 60);
        assertThat(read.toString()).doesNotContain("secret");
        assertThat(read.get("payloadDigest")).isEqualTo("dLO6_MBeSuJkXVv5jpuS4CFNCuPaqg3n8ycUVqFkHIE");
    }

    // P10, "a service paused after the check signs an hour later". Fails when iat is the moment of signing.
    @Test
    void aTokenSignedLateIsAsOldAsItsCheck() {
        String late = at(Duration.ofHours(1)).sign(claims);

        assertThat(at(Duration.ofHours(1)).verify(late, application)).isEmpty();
        assertThat(at(Duration.ofHours(1)).stillValid(claims)).isFalse();
        assertThat(at(Duration.ofSeconds(59)).stillValid(claims)).isTrue();
    }

    // Fails when expiry is not checked, or checked with a tolerance.
    @Test
    void isGoodForAMinute() {
        String token = at(Duration.ZERO).sign(claims);

        assertThat(at(Duration.ofSeconds(59)).verify(token, application)).isPresent();
        assertThat(at(Duration.ofSeconds(60)).verify(token, application)).isEmpty();
    }

    // Fails when the audience is not compared.
    @Test
    void isGoodForItsApplicationAlone() {
        String token = at(Duration.ZERO).sign(claims);

        Optional<Map<String, Object>> foreign = at(Duration.ZERO).verify(token, new ApplicationId(new UUID(1, 2)));

        assertThat(foreign).isEmpty();
    }

    // Fails when issuer or key is not compared: enrollment's tokens would redeem at auth-service.
    @Test
    void isGoodAtItsSignerAlone() {
        String otherKey = new ResultTokens(Fixtures.key("1"), "mien", clock(Duration.ZERO)).sign(claims);
        String otherIssuer = new ResultTokens(key, "other", clock(Duration.ZERO)).sign(claims);

        assertThat(at(Duration.ZERO).verify(otherKey, application)).isEmpty();
        assertThat(at(Duration.ZERO).verify(otherIssuer, application)).isEmpty();
    }

    @Test
    void noPartOfItCanBeExchanged() {
        String[] one = at(Duration.ZERO).sign(claims).split("\\.");
        String[] other = at(Duration.ofSeconds(1))
                .sign(new ResultClaims(
                        new UUID(8, 8),
                        application,
                        new FacialId(new UUID(7, 7)),
                        NOW,
                        ResultClaims.AUTHENTICATE,
                        Liveness.NONE,
                        true,
                        null,
                        null,
                        null,
                        null))
                .split("\\.");

        assertThat(at(Duration.ZERO).verify(one[0] + "." + other[1] + "." + one[2], application))
                .isEmpty();
        assertThat(at(Duration.ZERO).verify(one[0] + "." + one[1] + "." + other[2], application))
                .isEmpty();
        for (String nonsense : new String[] {null, "", "..", "a.b.c", one[0] + "." + one[1] + "."}) {
            assertThat(at(Duration.ZERO).verify(nonsense, application)).isEmpty();
        }
    }

    @Test
    void publishesThePublicHalfAlone() {
        String published = at(Duration.ZERO).publicKeys().toString();

        assertThat(published)
                .contains(key.getX().toString())
                .doesNotContain(key.getD().toString());
    }

    // Fails when a key of another curve, without kid or without private half is taken, or the file is quoted.
    @Test
    void aWrongKeyIsNamedByItsSettingAndNotQuoted() throws IOException, JOSEException {
        refused(key.toPublicJWK().toJSONString());
        refused(new ECKeyGenerator(Curve.P_384).keyID("1").generate().toJSONString());
        refused(new ECKeyGenerator(Curve.P_256).generate().toJSONString());
        refused("{\"kty\":\"EC\",\"d\":\"private-half\"");
        refused("{\"kty\":\"oct\",\"k\":\"private-half\"}");
        refused("");
    }

    @Test
    void readsItsKey() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), key.toJSONString());

        ResultTokens tokens = ResultTokens.read("mien.keys.some", file, "mien", clock(Duration.ZERO));

        assertThat(at(Duration.ZERO).verify(tokens.sign(claims), application)).isPresent();
    }

    private void refused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), content);
        assertThatThrownBy(() -> ResultTokens.read("mien.keys.some", file, "mien", clock(Duration.ZERO)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mien.keys.some must name a file with a private P-256 JWK with a kid")
                .hasNoCause();
    }

    private ResultTokens at(Duration later) {
        return new ResultTokens(key, "mien", clock(later));
    }

    private static Clock clock(Duration later) {
        return Clock.fixed(NOW.plus(later), ZoneOffset.UTC);
    }
}
