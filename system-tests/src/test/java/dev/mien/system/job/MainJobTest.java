package dev.mien.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A real face walks through the whole house. */
class MainJobTest {
    private final Mien mien = RunningSuite.mien();
    private final SamplePhotos photos = RunningSuite.samples();

    @Test
    void somebodyIsRecognizedUntilErasedAndAStrangerNever() {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());

        Response again = mien.authenticate(application, photos.annaAgain());
        again.then().statusCode(200);
        assertThat(again.<String>path("facialId")).isEqualTo(facialId);
        assertThat(again.<Integer>path("payload.user")).isEqualTo(7);
        assertThat(again.asString()).doesNotContain("score").doesNotContain("threshold");

        for (int i = 0; i < SamplePhotos.STRANGERS; i++) {
            Response stranger = mien.authenticate(application, photos.stranger(i));
            assertThat(stranger.statusCode())
                    .as("stranger %d: %s", i, stranger.asString())
                    .isEqualTo(401);
            assertThat(stranger.<String>path("code")).isEqualTo("UNRECOGNIZED_FACE");
        }

        Response erased = mien.erase(application, facialId);
        assertThat(erased.statusCode()).isEqualTo(200);

        Response gone = mien.authenticate(application, photos.annaAgain());
        assertThat(gone.statusCode()).isEqualTo(401);
        assertThat(gone.<String>path("code")).isEqualTo("UNRECOGNIZED_FACE");
        mien.backend(application).get("/v1/facial-ids/" + facialId).then().statusCode(404);
    }

    @Test
    void aFaceEnrollsOnceAndAgainAfterErasure() {
        Application application = mien.createApplication();
        String first = mien.enrolled(application, photos.anna());

        Response twice = mien.enroll(application, photos.annaAgain());
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.<String>path("code")).isEqualTo("FACE_DUPLICATION");

        mien.erase(application, first).then().statusCode(200);
        String second = mien.enrolled(application, photos.annaAgain());
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void twoApplicationsNeverMeet() {
        Application one = mien.createApplication();
        Application other = mien.createApplication();
        String facialId = mien.enrolled(one, photos.anna());

        assertThat(mien.authenticate(other, photos.anna()).statusCode()).isEqualTo(401);
        Response named = mien.authenticateAs(other, facialId, photos.anna());
        Response unknown = mien.authenticateAs(other, UUID.randomUUID().toString(), photos.anna());
        assertThat(named.statusCode()).isEqualTo(401);
        assertThat(named.asString()).isEqualTo(unknown.asString());
        assertThat(mien.backend(other).get("/v1/facial-ids/" + facialId).statusCode())
                .isEqualTo(404);
    }

    // D2. Breaks when a scope is ignored anywhere on the way from the page to the gallery, or not told to the backend.
    @Test
    void aSearchAmongSomeRecognizesNobodyElse() throws Exception {
        Application application = mien.createApplication();
        String anna = mien.enrolled(application, photos.anna());
        String other = mien.enrolled(application, photos.stranger(0));
        String nobody = UUID.randomUUID().toString();

        Response found = mien.authenticateAmong(application, List.of(nobody, other, anna), photos.annaAgain());
        Response notNamed = mien.authenticateAmong(application, List.of(nobody, other), photos.annaAgain());
        Response nobodyKnown = mien.authenticateAmong(application, List.of(nobody), photos.annaAgain());

        assertThat(found.statusCode()).as(found.asString()).isEqualTo(200);
        assertThat(found.<String>path("facialId")).isEqualTo(anna);
        SignedJWT jwt = SignedJWT.parse(found.path("resultToken"));
        assertThat(jwt.getJWTClaimsSet().getStringClaim("mode")).isEqualTo("scoped");
        assertThat(redeem(application, found.path("resultToken")).<Integer>path("decision.searched"))
                .isEqualTo(3);
        assertThat(notNamed.statusCode()).isEqualTo(401);
        assertThat(notNamed.asString()).isEqualTo(nobodyKnown.asString());
    }

    @Test
    void aResultTokenCanBeCheckedAndRedeemedOnce() throws Exception {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());
        String token = mien.authenticate(application, photos.annaAgain()).path("resultToken");

        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(mien.call().get("/.well-known/jwks.json").asString());
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(jwt.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(application.id());
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo(facialId);
        assertThat(jwt.getJWTClaimsSet().getStringClaim("operation")).isEqualTo("authenticate");
        assertThat(jwt.getJWTClaimsSet().getStringClaim("mode")).isEqualTo("1:N");
        assertThat(jwt.getJWTClaimsSet().getClaims()).doesNotContainKeys("score", "threshold");

        Response redeemed = redeem(application, token);
        assertThat(redeemed.statusCode()).as(redeemed.asString()).isEqualTo(200);
        assertThat(redeemed.<Float>path("decision.score")).isGreaterThan(0.9f);
        assertThat(redeem(application, token).statusCode()).isEqualTo(409);
        assertThat(redeem(mien.createApplication(), token).statusCode()).isBetween(400, 499);
    }

    @Test
    void nothingSignedBeforeAnErasureIsRedeemedAfterIt() {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());
        String token = mien.authenticate(application, photos.annaAgain()).path("resultToken");

        mien.erase(application, facialId).then().statusCode(200);

        assertThat(redeem(application, token).statusCode()).isBetween(400, 499);
    }

    @Test
    void aPausedPersonIsKeptAndNotRecognized() {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());

        setState(application, facialId, "paused").then().statusCode(200);
        assertThat(mien.authenticate(application, photos.annaAgain()).statusCode())
                .isEqualTo(401);
        // Uniqueness counts the paused: otherwise resuming them would make two of one person (P1).
        assertThat(mien.enroll(application, photos.annaAgain()).<String>path("code"))
                .isEqualTo("FACE_DUPLICATION");

        setState(application, facialId, "active").then().statusCode(200);
        assertThat(mien.authenticate(application, photos.annaAgain()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anErasureIsIdempotentAndSaysSoForWhatIsNotThere() {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());

        mien.erase(application, facialId).then().statusCode(200);
        mien.erase(application, facialId).then().statusCode(200);
        mien.erase(application, UUID.randomUUID().toString()).then().statusCode(200);
    }

    private Response redeem(Application application, String token) {
        return mien.backend(application)
                .contentType("application/json")
                .body(Map.of("resultToken", token))
                .post("/v1/result-tokens/redeem");
    }

    private Response setState(Application application, String facialId, String state) {
        return mien.backend(application)
                .contentType("application/json")
                .body(Map.of("state", state))
                .put("/v1/facial-ids/" + facialId + "/state");
    }
}
