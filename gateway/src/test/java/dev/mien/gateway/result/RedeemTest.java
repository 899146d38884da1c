package dev.mien.gateway.result;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Operation;
import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Received;
import dev.mien.platform.context.ContextVerifier;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RedeemTest extends GatewayTest {
    private static final String ENROLLMENT = "POST /enrollment/internal/v1/result-tokens/redemptions";
    private static final String AUTHENTICATION = "POST /auth/internal/v1/result-tokens/redemptions";
    private static final String REDEMPTION = """
        {"facialId":"6f1a8b0e-2c64-4d6e-9d57-0f6a3c5b7e11","claims":{"operation":"%s"},"payload":"{\\"user\\":7}",
         "confirmedAt":"2026-01-01T00:00:00Z","decision":{"score":0.97,"threshold":0.95,"searched":3}}\
        """;

    @Inject
    ContextVerifier contexts;

    private String key;

    @BeforeEach
    void withKey() {
        key = key(application());
        downstream.on(ENROLLMENT, Answer.json(200, REDEMPTION.formatted("enroll")));
        downstream.on(AUTHENTICATION, Answer.json(200, REDEMPTION.formatted("authenticate")));
    }

    @Test
    void whoSignedItIsAsked() throws Exception {
        redeem(token("authenticate")).then().statusCode(200).body("claims.operation", equalTo("authenticate"));
        redeem(token("enroll")).then().statusCode(200).body("claims.operation", equalTo("enroll"));

        assertThat(downstream.received(AUTHENTICATION)).hasSize(1);
        assertThat(downstream.received(ENROLLMENT)).hasSize(1);
    }

    // Breaks when the context vouches for the backend's body rather than for the one that is sent on.
    @Test
    void whoeverIsAskedCanCheckTheBody() throws Exception {
        redeem(token("authenticate"));
        redeem(token("enroll"));

        Received login = downstream.received(AUTHENTICATION).getFirst();
        Received enrollment = downstream.received(ENROLLMENT).getFirst();
        assertThat(contexts.require(login.header("Mien-context"), Operation.MANAGE, login.body()))
                .isNotNull();
        assertThat(contexts.require(enrollment.header("Mien-context"), Operation.MANAGE, enrollment.body()))
                .isNotNull();
    }

    @Test
    void thePayloadComesBackAsTheJsonThatItIs() throws Exception {
        redeem(token("authenticate"))
                .then()
                .body("payload.user", equalTo(7))
                .body("decision.searched", equalTo(3))
                .header("Cache-Control", "no-store");
    }

    @Test
    void aSecondTimeIsTheServicesConflict() throws Exception {
        downstream.on(AUTHENTICATION, Answer.json(409, """
            {"type":"urn:mien:problem:conflict","title":"Conflict","status":409,"detail":"Redeemed before.",
             "code":"CONFLICT","fioCode":9}\
            """));

        redeem(token("authenticate")).then().statusCode(409).body("code", equalTo("CONFLICT"));
    }

    // P10: redeeming checks again whether the person is active. Fails when the gateway answers what it has answered
    // before.
    @Test
    void everyRedemptionIsDecidedAnew() throws Exception {
        String token = token("authenticate");
        redeem(token).then().statusCode(200);
        downstream.on(AUTHENTICATION, Answer.problem(Code.CONFLICT));

        Response again = redeem(token);

        again.then().statusCode(409).body("code", equalTo("CONFLICT"));
        assertThat(downstream.received(AUTHENTICATION)).hasSize(2);
    }

    @Test
    void whatIsNoTokenIsRefusedHere() {
        redeem("no token").then().statusCode(400).body("code", equalTo("INVALID_REQUEST"));
        given().header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/result-tokens/redeem")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"));

        assertThat(downstream.received(AUTHENTICATION)).isEmpty();
    }

    private Response redeem(String token) {
        return given().header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON)
                .body("{\"resultToken\":\"" + token + "\"}")
                .post("/v1/result-tokens/redeem");
    }

    private static String token(String operation) throws Exception {
        var signer = new ECKeyGenerator(Curve.P_256).keyID("some").generate();
        var jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.ES256),
                new JWTClaimsSet.Builder().claim("operation", operation).build());
        jwt.sign(new ECDSASigner(signer));
        return jwt.serialize();
    }
}
