package dev.mien.enrollment.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.index.Estimates;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.enrollment.peers.Door;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.FakeIndex;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Subscriber;
import dev.mien.enrollment.peers.Visit;
import dev.mien.platform.multipart.Bounds;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EnrollingTest extends EnrollmentServiceTest {
    @Test
    void whoeverEnrollsIsActiveWhenTheAnswerComes() {
        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(state(reply.facialId())).isEqualTo("ACTIVE");
        assertThat(reply.body().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("facialId", "timestamp", "details", "resultToken");
        assertThat(reply.body().get("details").toString()).isEqualTo("{\"gender\":null,\"age\":null}");
        assertThat(texts(
                        "select terms_version || ' ' || source from consent where facial_id = ?",
                        reply.facialId().value()))
                .containsExactly(PolicyDraft.TERMS + " PERSON");
    }

    // Breaks when an enrollment's token has a mode or another operation: it would pass for a login.
    @Test
    void theResultTokenSaysThatSomebodyWasEnrolled() throws Exception {
        // given
        JWKSet keys =
                JWKSet.parse(door.manage(application, "GET", "/keys", null).text());

        // when
        Reply reply = door.enroll(visit().sending("{" + Visit.CONSENT + ",\"nonce\":\"n-1\"}"));

        // then
        SignedJWT token = SignedJWT.parse(reply.token());
        assertThat(token.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        long at = Instant.parse(reply.body().get("timestamp").textValue()).getEpochSecond();
        Map<String, Object> claims = token.getJWTClaimsSet().toJSONObject();
        assertThat(claims)
                .containsEntry("iss", "mien")
                .containsEntry("aud", application.toString())
                .containsEntry("sub", reply.facialId().toString())
                .containsEntry("iat", at)
                .containsEntry("exp", at + 60)
                .containsEntry("operation", "enroll")
                .containsEntry("liveness", "passive")
                .containsEntry("pin", false)
                .containsEntry("nonce", "n-1")
                .containsEntry("payloadSource", "none");
        assertThat(claims.get("mode")).isNull();
        assertThat(reply.text() + token.getPayload()).doesNotContain("0.95", "0.93", "threshold", "searched");
    }

    // Breaks when the profile or its session's outcome is written after the store: a crash between would leave a
    // template that nobody knows of, or a repeated request a second identity.
    @Test
    void theProfileIsPendingWhileItsTemplateIsStored() {
        // given
        List<String> seen = new CopyOnWriteArrayList<>();
        index.stores(request -> {
            seen.add(state(request.facialId()));
            seen.addAll(texts("select state from session_outcome where application_id = ?", application.value()));
            seen.add("events " + count("select count(*) from outbox where key like ?", application + "%"));
            return FakeIndex.stored();
        });

        // when
        door.enroll(visit());

        // then
        assertThat(seen).containsExactly("PENDING", "PENDING", "events 0");
    }

    // I1. Breaks when an event carries the payload, or is not written with the activation.
    @Test
    void completionIsToldWithoutThePayload() {
        // given
        Visit visit = visit().under(PolicyDraft.usual().withPayloadsOfBrowsers())
                .sending("{" + Visit.CONSENT + ",\"payload\":{\"mail\":\"someone-of-whom-kafka-never-hears\"}}");

        // when
        FacialId facialId = enrolled(visit);

        // then
        Subscriber.Seen event = events(EventType.ENROLLMENT_COMPLETED, 1).getFirst();
        assertThat(event.key()).isEqualTo(application + ":" + facialId);
        assertThat(event.headers())
                .containsEntry("ce_source", "/services/enrollment-service")
                .containsEntry("ce_subject", "applications/" + application + "/facial-ids/" + facialId);
        assertThat(event.data().get("version").longValue()).isEqualTo(1);
        assertThat(event.data().get("termsVersion").textValue()).isEqualTo(PolicyDraft.TERMS);
        assertThat(event.data().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("applicationId", "facialId", "version", "at", "termsVersion");
        assertThat(event.text()).doesNotContain("someone-of-whom");
    }

    // E3. Breaks when consent is looked at after the probe, or "truthy" is enough.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"consent\":null}",
                "{\"consent\":{}}",
                "{\"consent\":{\"accepted\":false,\"termsVersion\":\"2026-01\"}}",
                "{\"consent\":{\"accepted\":true}}",
                "{\"consent\":{\"accepted\":true,\"termsVersion\":\"2025-01\"}}"
            })
    void withoutConsentNoPixelIsLookedAt(String request) {
        // when
        Reply reply = door.enroll(visit().sending(request));

        // then
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("TERMS_NOT_ACCEPTED");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
        assertThat(profiles()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{@,\"pin\":\"1234\"}", "{@,\"payload\":{\"a\":1}}", "{@,\"paylaod\":1}", "{@,@}", "{@", "[]"})
    void whatIsMalformedOrNotAllowedIsRefusedBeforeAnyPixel(String request) {
        // when
        Reply reply = door.enroll(visit().sending(request.replace("@", Visit.CONSENT)));

        // then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
    }

    // One limit for both operations, as in auth-service. Breaks when this one has its own again, or none.
    @ParameterizedTest
    @CsvSource({"0, 201", "1, 400"})
    void aNonceHasALimit(int over, int status) {
        // given
        String nonce = "n".repeat(Bounds.NONCE_CHARACTERS + over);

        // when
        Reply reply = door.enroll(visit().sending("{" + Visit.CONSENT + ",\"nonce\":\"" + nonce + "\"}"));

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @Test
    void aPinIsRefusedInPlainWords() {
        // when
        Reply reply = door.enroll(visit().sending("{" + Visit.CONSENT + ",\"pin\":\"8264\"}"));

        // then
        assertThat(reply.body().get("detail").textValue()).contains("pin", "no PIN yet");
    }

    @Test
    void moreFramesThanThePolicyAllowsAreRefusedBeforeAnyPixel() {
        // when
        Reply reply = door.enroll(visit().showing("1", "2", "3", "4"));

        // then
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
    }

    // Breaks when the payload is parsed and written anew, or kept in clear.
    @Test
    void aPayloadComesBackVerbatimAndLiesSealed() {
        // given
        String payload = "{\"b\" : 1.50,  \"a\":[ ], \"n\":1e400, \"u\":\"\\u00e9é\"}";
        Visit visit = visit().under(PolicyDraft.usual().withPayloadsOfBrowsers())
                .sending("{" + Visit.CONSENT + ",\"payload\": " + payload + " }");

        // when
        FacialId facialId = enrolled(visit);

        // then
        Reply confirmation = door.confirm(application, facialId);
        assertThat(confirmation.body().get("payload").textValue()).isEqualTo(payload);
        assertThat(confirmation.body().get("payloadSource").textValue()).isEqualTo("BROWSER");
        assertThat(texts("select encode(payload, 'escape') from profile where facial_id = ?", facialId.value()))
                .singleElement()
                .satisfies(stored -> assertThat(stored).doesNotContain("1.50"));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_FACES_DETECTED, 422",
        "MANY_FACES, 422",
        "PAD_ATTACK, 422",
        "FACE_MISMATCH, 422",
        "POOR_QUALITY, 422",
        "INVALID_IMAGE, 415"
    })
    void whatTheFramesAreRefusedForIsPassedOnAndTold(Code code, int status) {
        // given
        index.probes(call -> ProbeAnswer.refused(code, status, "says why"));

        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code.name());
        assertThat(reply.body().get("detail").textValue()).isEqualTo("says why");
        assertThat(profiles()).isZero();
        Subscriber.Seen event = events(EventType.ENROLLMENT_REJECTED, 1).getFirst();
        assertThat(event.data().get("code").textValue()).isEqualTo(code.name());
        assertThat(event.headers()).containsEntry("ce_subject", "applications/" + application);
    }

    @Test
    void withIndexServiceAwayTheAnswerIsLater() {
        // given
        index.goesAway();

        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.retryAfter()).isEqualTo("1");
        assertThat(count("select count(*) from outbox where key like ?", application + "%"))
                .isZero();
    }

    @Test
    void estimatesAreAnsweredAndKeptWhereThePolicyAsks() {
        // given
        index.probes(call -> FakeIndex.answer(List.of(), new Estimates(31.5, "female")));

        // when
        Reply reply = door.enroll(visit().under(PolicyDraft.usual().withEstimates()));

        // then
        assertThat(reply.body().get("details").toString()).isEqualTo("{\"gender\":\"female\",\"age\":31.5}");
        assertThat(texts(
                        "select age || gender from profile where facial_id = ?",
                        reply.facialId().value()))
                .containsExactly("31.5female");
    }

    // Breaks when estimates that served the age check alone are kept.
    @Test
    void estimatesThatNobodyAskedForAreNotKept() {
        // given
        index.probes(call -> FakeIndex.answer(List.of(), new Estimates(18.0, "male")));

        // when
        Reply reply = door.enroll(visit().under(PolicyDraft.usual().fromAge(18)));

        // then
        assertThat(reply.body().get("details").toString()).isEqualTo("{\"gender\":null,\"age\":null}");
        assertThat(count(
                        "select count(*) from profile where facial_id = ? and age is null and gender is null",
                        reply.facialId().value()))
                .isEqualTo(1);
    }

    // Breaks when a missing estimate passes for old enough.
    @ParameterizedTest
    @ValueSource(strings = {"17.99", ""})
    void whoeverIsNotOldEnoughIsNotStored(String age) {
        // given
        Estimates estimates = age.isEmpty() ? null : new Estimates(Double.parseDouble(age), "male");
        index.probes(call -> FakeIndex.answer(List.of(), estimates));

        // when
        Reply reply = door.enroll(visit().under(PolicyDraft.usual().fromAge(18)));

        // then
        assertThat(reply.code()).isEqualTo("MINORS_NOT_ALLOWED");
        assertThat(index.calls(FakeIndex.STORES)).isEmpty();
        assertThat(profiles()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "forged", "another body", "another operation", "expired"})
    void withoutTheGatewaysWordForThisBodyNothingIsLookedAt(String context) {
        // given
        Visit visit = visit();
        byte[] body = Door.multipart(visit, "b");
        String jws = switch (context) {
            case "none" -> null;
            case "forged" -> door.context(visit, Operation.ENROLL, body).replaceFirst(".{8}$", "AAAAAAAA");
            case "another body" -> door.context(visit, Operation.ENROLL, new byte[] {1});
            case "another operation" -> door.context(visit, Operation.AUTHENTICATE, body);
            default -> {
                String old = door.context(visit, Operation.ENROLL, body);
                clock.advance(java.time.Duration.ofSeconds(36));
                yield old;
            }
        };

        // when
        Reply reply = door.enroll("b", body, jws);

        // then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("UNAUTHORIZED");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
    }

    @Test
    void theGatewaysWordIsPassedOnWithOurOwnIdentity() {
        // given
        Visit visit = visit();
        byte[] body = Door.multipart(visit, "b");
        String jws = door.context(visit, Operation.ENROLL, body);

        // when
        door.enroll("b", body, jws);

        // then
        assertThat(index.calls("")).hasSize(2).allSatisfy(call -> {
            assertThat(call.context()).isEqualTo(jws);
            assertThat(SignedJWT.parse(call.authorization().substring("Bearer ".length()))
                            .getJWTClaimsSet()
                            .getAudience())
                    .containsExactly("index-service");
        });
        assertThat(index.calls(FakeIndex.PROBES).getFirst().query()).isEqualTo("purpose=ENROLL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERASED", "PROBE_REFUSED"})
    void aProbeThatCannotBeStoredEndsTheAttempt(StoreAnswer.Outcome outcome) {
        // given
        index.stores(request -> new StoreAnswer(outcome, List.of()));
        Visit visit = visit();

        // when
        Reply reply = door.enroll(visit);

        // then
        assertThat(reply.code()).isEqualTo("SESSION_EXPIRED");
        assertThat(deletion.undosIn(application)).hasSize(1);
        assertThat(door.enroll(visit).code()).isEqualTo("SESSION_EXPIRED");
        assertThat(index.calls(FakeIndex.PROBES)).hasSize(1);
    }

    // Breaks when a store without an answer leaves the profile pending, or is taken for a success.
    @Test
    void aStoreWithoutAnAnswerIsUndoneAndTheSessionMayTryAgain() {
        // given
        deletion.holdsBack();
        index.stores(request -> {
            throw new IllegalStateException("dies after it may have stored");
        });
        Visit visit = visit();

        // when
        Reply reply = door.enroll(visit);

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(texts("select state from profile where application_id = ?", application.value()))
                .containsExactly("ERASING");
        index.stores(request -> FakeIndex.stored());
        assertThat(door.enroll(visit).status()).isEqualTo(201);
    }
}
