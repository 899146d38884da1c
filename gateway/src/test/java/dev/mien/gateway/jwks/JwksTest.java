package dev.mien.gateway.jwks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JwksTest extends GatewayTest {
    private static final List<String> SIGNERS = List.of("enrollment", "auth", "deletion");

    /** Breaks when a signer's answer is passed on as it is: a slip there must not publish its private key here. */
    @Test
    void everySignersKeyIsPublishedWithoutItsPrivateHalfAndOutlivesTheSigner() throws Exception {
        for (String signer : SIGNERS) {
            JWK key = new ECKeyGenerator(Curve.P_256).keyID("key-of-" + signer).generate();
            downstream.on(keysOf(signer), Answer.json(200, "{\"keys\":[" + key.toJSONString() + "]}"));
        }
        clock.advance(PublishedKeys.FRESH.multipliedBy(2));

        JWKSet published = published();

        assertThat(published.getKeys())
                .extracting(JWK::getKeyID)
                .containsExactly("key-of-auth", "key-of-deletion", "key-of-enrollment");
        assertThat(published.getKeys()).noneMatch(JWK::isPrivate);

        SIGNERS.forEach(signer -> downstream.on(keysOf(signer), Answer.json(503, "{}")));
        clock.advance(PublishedKeys.FRESH.plus(Duration.ofSeconds(1)));
        assertThat(published().getKeys()).hasSize(SIGNERS.size());
    }

    private static String keysOf(String signer) {
        return "GET /" + signer + "/internal/v1/keys";
    }

    private static JWKSet published() throws Exception {
        return JWKSet.parse(given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=300")
                .extract()
                .asString());
    }
}
