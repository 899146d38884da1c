package dev.mien.auth.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door;
import dev.mien.auth.peers.Door.Reply;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.enrollment.LookupRequest;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.platform.multipart.Bounds;
import dev.mien.testing.peer.Peer;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuthenticationTest extends AuthServiceTest {
    private final ApplicationId application = Peers.application();
    private final Visit visit = Visit.of(application);

    @Test
    void whoeverIsFoundAndActiveIsTold() {
        // given
        FacialId facialId = found(0.97);
        Instant at = Instant.parse("2026-03-01T10:00:00.123456Z").isAfter(Instant.now())
                ? Instant.now()
                : Instant.now().minusSeconds(2);
        peers.confirms(at, "{\"a\": 1.50,  \"b\":[ ]}");

        // when
        Reply reply = door.authenticate(visit, "face", "{\"nonce\":\"n-1\"}");

        // then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("facialId").textValue()).isEqualTo(facialId.toString());
        assertThat(Instant.parse(reply.body().get("timestamp").textValue())).isEqualTo(at);
        assertThat(reply.text()).contains("\"payload\":{\"a\": 1.50,  \"b\":[ ]}");
    }

    // D7. Breaks when iat is taken from the clock at signing rather than from the confirmation.
    @Test
    void theResultTokenSaysWhatABackendMustKnow() throws Exception {
        // given
        FacialId facialId = found(0.97);
        Instant at = Instant.now().minusSeconds(7);
        peers.confirms(at, "{}");
        JWKSet keys = JWKSet.parse(door.get("/internal/v1/keys", Door.gateway()).text());

        // when
        SignedJWT token = SignedJWT.parse(
                door.authenticate(visit, "face", "{\"nonce\":\"n-1\"}").token());

        // then
        assertThat(token.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        Map<String, Object> claims = token.getJWTClaimsSet().toJSONObject();
        assertThat(claims)
                .containsEntry("iss", "mien")
                .containsEntry("aud", application.toString())
                .containsEntry("sub", facialId.toString())
                .containsEntry("iat", at.getEpochSecond())
                .containsEntry("exp", at.getEpochSecond() + 60)
                .containsEntry("operation", "authenticate")
                .containsEntry("liveness", "none")
                .containsEntry("pin", false)
                .containsEntry("mode", "1:N")
                .containsEntry("nonce", "n-1")
                .containsEntry("payloadSource", "backend")
                .containsKey("payloadDigest");
    }

    // D1. Breaks when an answer, a claim or a refusal carries anything of the decision's figures.
    @Test
    void noScoreReachesTheBrowser() throws Exception {
        // given
        found(0.9712345);

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        String claims = SignedJWT.parse(reply.token()).getPayload().toString();
        assertThat(reply.body().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("facialId", "payload", "timestamp", "resultToken");
        assertThat(reply.text() + claims).doesNotContain("0.97", "0.95", "score", "threshold", "searched");
    }

    @Test
    void aNamedPersonIsSearchedForAlone() {
        // given
        FacialId named = found(0.945);

        // when
        Reply reply = door.authenticate(visit, "face", "{\"facialId\":\"" + named + "\"}");

        // then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(peers.index().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.query()).contains("purpose=RECOGNIZE", "facialId=" + named));
    }

    // Breaks when the scope is lost on the way, is too long for a request's first line, or the result does not tell it.
    @Test
    void somePeopleAreSearchedAmongAndTheResultSaysSo() throws Exception {
        // given
        FacialId one = found(0.97);
        List<FacialId> some = new ArrayList<>(List.of(one));
        while (some.size() < LookupRequest.MAXIMUM) {
            some.add(Peers.facialId());
        }
        Collections.reverse(some);

        // when
        Reply reply = door.authenticate(visit, "face", "{\"facialIds\":" + quoted(some) + "}");

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(peers.index().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.query())
                        .contains("purpose=RECOGNIZE")
                        .doesNotContain("facialId=")
                        .contains(some.stream().map(id -> "among=" + id).toList()));
        assertThat(SignedJWT.parse(reply.body().get("resultToken").textValue())
                        .getJWTClaimsSet()
                        .getStringClaim("mode"))
                .isEqualTo("scoped");
        assertThat(count(
                        "select count(*) from attempt where mode = 'scoped' and session_id = ?",
                        visit.session().value()))
                .isEqualTo(1);
    }

    // D2. Breaks when somebody is let in who was not named, or more people may be named than can be asked for at once.
    @ParameterizedTest
    @CsvSource({"0, 401", "1, 400"})
    void whoIsNotAmongThoseNamedIsNotRecognized(int over, int status) {
        // given
        found(0.99);
        List<FacialId> some = Stream.generate(Peers::facialId)
                .limit(LookupRequest.MAXIMUM + over)
                .toList();

        // when
        Reply reply = door.authenticate(visit, "face", "{\"facialIds\":" + quoted(some) + "}");

        // then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(status == 400 ? "INVALID_REQUEST" : "UNRECOGNIZED_FACE");
    }

    // Breaks when somebody is named twice to index-service, or under another spelling is taken for somebody else.
    @Test
    void whoIsOnTheListTwiceCountsOnce() {
        // given
        FacialId one = found(0.97);
        String list = "{\"facialIds\":[\"" + one.toString().toUpperCase(java.util.Locale.ROOT) + "\",\"" + one + "\"]}";

        // when
        Reply reply = door.authenticate(visit, "face", list);

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(peers.index().calls())
                .singleElement()
                .satisfies(call ->
                        assertThat(call.query()).containsOnlyOnce("among=").contains("among=" + one));
    }

    private static String quoted(List<FacialId> some) {
        return some.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    // Breaks when any of these gets a refusal of its own: the page would learn who is enrolled.
    @ParameterizedTest
    @ValueSource(strings = {"unknown", "pending", "paused", "erasing", "somebody else's face", "below the threshold"})
    void whoeverIsNamedInVainGetsOneAndTheSameAnswer(String why) {
        // given
        FacialId named = Peers.facialId();
        peers.finds(Map.of(named, 0.99));
        switch (why) {
            case "pending" -> peers.knows(named, ProfileState.PENDING);
            case "paused" -> peers.knows(named, ProfileState.PAUSED);
            case "erasing" -> peers.knows(named, ProfileState.ERASING);
            case "somebody else's face" -> {
                peers.knows(named, ProfileState.ACTIVE);
                peers.finds(Map.of());
            }
            case "below the threshold" -> {
                peers.knows(named, ProfileState.ACTIVE);
                peers.finds(Map.of(named, 0.9399));
            }
            default -> {}
        }

        // when
        Reply reply = door.authenticate(visit, "face", "{\"facialId\":\"" + named + "\"}");

        // then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.mediaType()).startsWith("application/problem+json");
        assertThat(reply.text())
                .isEqualTo("{\"type\":\"urn:mien:problem:unrecognized_face\",\"title\":\"Nobody enrolled matches this"
                        + " face\",\"status\":401,\"detail\":\"Nobody enrolled matches this face\","
                        + "\"code\":\"UNRECOGNIZED_FACE\",\"fioCode\":3}");
    }

    // D3. Breaks when the first of two is taken, or when those who are not active are not left out before.
    @ParameterizedTest
    @CsvSource({"ACTIVE, 401", "PAUSED, 200", "PENDING, 200", "ERASING, 200"})
    void aSecondActivePersonWithinTheMarginMakesItAmbiguous(ProfileState second, int status) {
        // given
        FacialId one = Peers.facialId();
        FacialId other = Peers.facialId();
        peers.finds(Peers.scores(one, 0.97, other, 0.96));
        peers.knows(one, ProfileState.ACTIVE);
        peers.knows(other, second);

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.status()).isEqualTo(status);
    }

    // D1, D2. Breaks when somebody is let in by a face among too many, when a browser learns why not, or when the
    // backend and the operator do not.
    @Test
    void amongTooManyFacesNobodyIsRecognizedAndTheReasonIsKeptFromTheBrowser() {
        // given
        FacialId one = Peers.facialId();
        peers.findsAmong(1_001, Map.of(one, 0.999));
        peers.knows(one, ProfileState.ACTIVE);

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("UNRECOGNIZED_FACE");
        assertThat(reply.text()).doesNotContain("GALLERY", "1001", "1000", "PIN");
        assertThat(peers.enrollment().calls()).isEmpty();
        assertThat(count(
                        "select count(*) from attempt where pin_reason = 'GALLERY_SIZE' and outcome = 'UNSEARCHABLE' and session_id = ?",
                        visit.session().value()))
                .isEqualTo(1);
    }

    // D1. Breaks when candidates are looked up, or anybody is confirmed, before liveness has been passed.
    @ParameterizedTest
    @EnumSource(value = Liveness.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void withoutTheLivenessThatThePolicyAsksForNobodyIsEvenLookedUp(Liveness asked) {
        // given
        found(0.99);

        // when
        Reply reply = door.authenticate(visit.asking(asked), "face");

        // then
        assertThat(reply.code()).isEqualTo("PAD_ATTACK");
        assertThat(peers.enrollment().calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_FACES_DETECTED, 422",
        "MANY_FACES, 422",
        "POOR_QUALITY, 422",
        "FACE_OBSCURED, 422",
        "FACE_MISMATCH, 422",
        "PAD_ATTACK, 422",
        "INVALID_IMAGE, 415"
    })
    void aRefusalOfTheFramesIsPassedOnAndToldAsAnAttempt(String code, int status) {
        // given
        peers.refusesFrames(status, code);

        // when
        Reply reply = door.authenticate(visit, "not a face");

        // then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(texts("select code from attempt where application_id = ?", application.value()))
                .containsExactly(code);
    }

    // Breaks when a question is asked that the confirmation answers anyway, or when the confirmation is what is left
    // out.
    @Test
    void whoIsFoundAloneIsAskedForByTheConfirmationOnly() {
        // given
        FacialId facialId = found(0.97);

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(peers.enrollment().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.path()).contains(facialId.toString()));
    }

    @Test
    void peersGetTheContextAndATokenOfTheirOwn() throws Exception {
        // given
        peers.finds(Peers.scores(found(0.97), 0.97, Peers.facialId(), 0.941));

        // when
        door.authenticate(visit, "face");

        // then
        assertThat(peers.index().calls())
                .allSatisfy(call -> assertThat(audience(call)).isEqualTo(Services.INDEX));
        assertThat(peers.enrollment().calls())
                .hasSize(2)
                .allSatisfy(call -> assertThat(audience(call)).isEqualTo(Services.ENROLLMENT))
                .extracting(Peer.Call::context)
                .containsOnly(peers.index().calls().getFirst().context());
    }

    // Breaks when tokens are kept to their very end: the one that ends on its way makes a visitor's request a 503.
    // Those of the test's provider live shorter than the time before their end at which they have to be renewed.
    @Test
    void aTokenNearItsEndIsRenewed() {
        // given
        found(0.97);

        // when
        door.authenticate(visit, "face");
        door.authenticate(Visit.of(application), "face");

        // then
        assertThat(peers.index().calls())
                .hasSize(2)
                .extracting(Peer.Call::authorization)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pin\":\"1234\"}",
                "{\"facialId\":\"x\"}",
                "{\"facialId\":7}",
                "{\"nonce\":{}}",
                "{\"other\":1}",
                "{\"facialIds\":[]}",
                "{\"facialIds\":[\"x\"]}",
                "{\"facialIds\":[7]}",
                "{\"facialIds\":[null]}",
                "{\"facialIds\":[\"6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001\",null]}",
                "{\"facialIds\":\"6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001\"}",
                "{\"facialId\":\"6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001\",\"facialIds\":[\"6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001\"]}",
                "{\"nonce\":\"a\",\"nonce\":\"b\"}",
                "{} {}",
                "[]",
                "",
                "{"
            })
    void whatIsNotUnderstoodIsRefusedBeforeAnyFrameIsLookedAt(String request) {
        // given
        found(0.97);

        // when
        Reply reply = door.authenticate(visit, "face", request);

        // then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
        assertThat(peers.index().calls()).isEmpty();
    }

    // One limit for both operations, as in enrollment-service. Breaks when this one has its own again, or none.
    @ParameterizedTest
    @CsvSource({"0, 200", "1, 400"})
    void aNonceHasALimit(int over, int status) {
        // given
        found(0.97);
        String nonce = "n".repeat(Bounds.NONCE_CHARACTERS + over);

        // when
        Reply reply = door.authenticate(visit, "face", "{\"nonce\":\"" + nonce + "\"}");

        // then
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void moreFramesThanThePolicyAllowsAreRefused() {
        // given
        byte[] body = Door.multipart(List.of("1", "2", "3", "4"), "{}", "b");

        // when
        Reply reply = door.authenticate(visit, body);

        // then
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
        assertThat(peers.index().calls()).isEmpty();
    }

    @Test
    void framesThatTheGatewayDidNotSeeAreRefused() {
        // given
        byte[] seen = Door.multipart(List.of("face"), "{}", "b");
        byte[] sent = Door.multipart(List.of("another"), "{}", "b");
        String context = door.context(visit, Operation.AUTHENTICATE, seen);

        // when
        Reply reply = door.post("/internal/v1/authentications", Door.contentType(sent), sent, context, Door.gateway());

        // then
        assertThat(reply.code()).isEqualTo("UNAUTHORIZED");
        assertThat(peers.index().calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Operation.class, names = "AUTHENTICATE", mode = EnumSource.Mode.EXCLUDE)
    void aContextForAnotherOperationIsRefused(Operation operation) {
        // given
        byte[] body = Door.multipart(List.of("face"), "{}", "b");
        String context = door.context(visit, operation, body);

        // when
        Reply reply = door.post("/internal/v1/authentications", Door.contentType(body), body, context, Door.gateway());

        // then
        assertThat(reply.code()).isEqualTo("UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index", "enrollment"})
    void aServiceThatIsAwayIsNamedAndNothingIsWritten(String away) {
        // given
        found(0.97);
        Peer peer = away.equals("index") ? peers.index() : peers.enrollment();
        peer.answers(_ -> new Peer.Answer(502, ""));

        // when
        Reply reply = door.authenticate(visit, "face");

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body().get("detail").textValue()).startsWith(away + "-service");
        assertThat(count("select count(*) from attempt where application_id = ?", application.value()))
                .isZero();
    }

    private static String audience(Peer.Call call) throws Exception {
        return SignedJWT.parse(call.authorization().substring("Bearer ".length()))
                .getJWTClaimsSet()
                .getAudience()
                .getFirst();
    }
}
