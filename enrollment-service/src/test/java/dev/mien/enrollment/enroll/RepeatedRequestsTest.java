package dev.mien.enrollment.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Operation;
import dev.mien.enrollment.peers.Door;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.FakeIndex;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P3: the same request again gets the first one's answer, and never a second identity. */
@QuarkusTest
class RepeatedRequestsTest extends EnrollmentServiceTest {
    // P3, first trace: the 201 is lost; the retry would get FACE_DUPLICATION against itself. Breaks when Enrollment
    // does not look the session up before the probe, or its digest is of the raw body (Door gives each form another
    // boundary).
    @Test
    void aLost201IsAnsweredAgainWithAFreshToken() throws Exception {
        // given
        Visit visit = visit().under(PolicyDraft.usual().withPayloadsOfBrowsers())
                .sending("{" + Visit.CONSENT + ",\"payload\":{\"a\":1},\"nonce\":\"n-2\"}");
        Reply lost = door.enroll(visit);
        index.finds(lost.facialId());

        // when
        Reply again = door.enroll(visit);

        // then
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.facialId()).isEqualTo(lost.facialId());
        assertThat(again.body().get("timestamp")).isEqualTo(lost.body().get("timestamp"));
        assertThat(again.body().get("details")).isEqualTo(lost.body().get("details"));
        assertThat(again.token()).isNotEqualTo(lost.token());
        var first = SignedJWT.parse(lost.token()).getJWTClaimsSet().toJSONObject();
        var second = SignedJWT.parse(again.token()).getJWTClaimsSet().toJSONObject();
        for (String same : List.of("sub", "aud", "liveness", "nonce", "payloadSource", "payloadDigest", "operation")) {
            assertThat(second.get(same)).as(same).isEqualTo(first.get(same));
        }
        assertThat(second.get("jti")).isNotEqualTo(first.get("jti"));
        assertThat(door.redeem(application, again.token()).status()).isEqualTo(200);
        assertThat(index.calls(FakeIndex.PROBES)).hasSize(1);
        assertThat(profiles()).isEqualTo(1);
    }

    // P3: looked up again before a duplicate is refused. Breaks without the second look in Enrollment.
    @Test
    void aRetryThatOvertookTheSessionFindsItselfAndIsNoDuplicate() {
        // given
        Visit visit = visit();
        CountDownLatch firstIsDone = new CountDownLatch(1);
        AtomicInteger probes = new AtomicInteger();
        FacialId self = new FacialId(UUID.randomUUID());
        ids.give(self);
        index.probes(call -> {
            if (probes.incrementAndGet() == 1) {
                hold(firstIsDone);
                return FakeIndex.found(self);
            }
            return FakeIndex.nobody();
        });
        CompletableFuture<Reply> overtaken = meanwhile(() -> door.enroll(visit));
        await().until(() -> probes.get() == 1);
        Reply first = door.enroll(visit);

        // when
        firstIsDone.countDown();

        // then
        assertThat(first.status()).isEqualTo(201);
        assertThat(overtaken.join().status()).as(overtaken.join().text()).isEqualTo(201);
        assertThat(overtaken.join().facialId()).isEqualTo(first.facialId());
    }

    // Breaks when Beginnings writes a profile although another request of this session was quicker: the primary key of
    // the session is the only judge of who came first.
    @Test
    void eightAtOnceAreOneIdentity() {
        // given
        Visit visit = visit();
        CountDownLatch allLookedAt = new CountDownLatch(8);
        index.probes(call -> {
            allLookedAt.countDown();
            hold(allLookedAt);
            return FakeIndex.nobody();
        });

        // when
        List<CompletableFuture<Reply>> replies = IntStream.range(0, 8)
                .mapToObj(each -> meanwhile(() -> door.enroll(visit)))
                .toList();

        // then
        assertThat(replies.stream().map(CompletableFuture::join)).allSatisfy(reply -> {
            assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            assertThat(reply.facialId()).isEqualTo(replies.getFirst().join().facialId());
        });
        assertThat(profiles()).isEqualTo(1);
        assertThat(index.calls(FakeIndex.STORES)).hasSize(1);
    }

    // P3, second trace: erased in between; the retry enrolls again. Breaks when the purge removes the session's
    // outcome or leaves it done.
    @ParameterizedTest
    @ValueSource(strings = {"told", "told and purged", "purged"})
    void afterErasureTheSameRequestIsRefusedForGood(String how) {
        // given
        deletion.holdsBack();
        Visit visit = visit();
        FacialId facialId = enrolled(visit);
        long number = deletion.append(application, facialId, false);
        if (how.startsWith("told")) {
            door.end(application, facialId, number);
        }
        if (how.endsWith("purged")) {
            deletion.comesBack();
            purged(number);
        }

        // when
        Reply again = door.enroll(visit);

        // then
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.code()).isEqualTo("SESSION_EXPIRED");
        assertThat(index.calls(FakeIndex.PROBES)).hasSize(1);
        deletion.comesBack();
        purged(number);
        assertThat(profiles()).isZero();
    }

    // The same, for requests that are on their way while the erasure is. Breaks when a repeated answer does not look at
    // the person again.
    @Test
    void repeatedRequestsDuringAnErasureEndInARefusalAndNoSecondIdentity() {
        // given
        Visit visit = visit();
        FacialId facialId = enrolled(visit);
        List<CompletableFuture<Reply>> replies;

        // when
        try (var _ = open("select 1 from profile where facial_id = ? for update", facialId.value())) {
            replies = IntStream.range(0, 4)
                    .mapToObj(each -> meanwhile(() -> door.enroll(visit)))
                    .toList();
            waitForALock(4);
        }
        erase(facialId);

        // then
        assertThat(replies.stream().map(CompletableFuture::join))
                .allSatisfy(reply -> assertThat(
                                reply.status() == 201 ? reply.facialId().toString() : reply.code())
                        .isIn(facialId.toString(), "SESSION_EXPIRED"));
        assertThat(door.enroll(visit).code()).isEqualTo("SESSION_EXPIRED");
        assertThat(profiles()).isZero();
    }

    // Breaks when a paused person gets a token by repeating the request that enrolled them.
    @Test
    void whoIsPausedGetsNoTokenByRepeating() {
        // given
        Visit visit = visit();
        FacialId facialId = enrolled(visit);
        door.setState(application, facialId, "PAUSED");

        // when
        Reply again = door.enroll(visit);

        // then
        assertThat(again.code()).isEqualTo("SESSION_EXPIRED");
        assertThat(again.token()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"frames", "request", "order"})
    void otherPartsAreAnotherRequest(String other) {
        // given
        Visit visit = visit().showing("1", "2");
        enrolled(visit);
        Visit changed = switch (other) {
            case "frames" -> visit.showing("1", "3");
            case "request" -> visit.sending("{" + Visit.CONSENT + " }");
            default -> visit.showing("2", "1");
        };

        // when
        Reply reply = door.enroll(changed);

        // then
        assertThat(reply.code()).isEqualTo("SESSION_EXPIRED");
        assertThat(index.calls(FakeIndex.PROBES)).hasSize(1);
    }

    // Breaks when neither the session's application nor the person's is compared.
    @Test
    void anotherApplicationsSessionAnswersNothing() {
        // given
        Visit visit = visit();
        FacialId facialId = enrolled(visit);
        Visit elsewhere = new Visit(
                new ApplicationId(UUID.randomUUID()), visit.session(), visit.policy(), visit.frames(), visit.request());

        // when
        Reply reply = door.enroll(elsewhere);

        // then
        assertThat(reply.code()).isEqualTo("SESSION_EXPIRED");
        assertThat(reply.text()).doesNotContain(facialId.toString());
    }

    // Breaks when a repeated request does not wait for the first one's outcome.
    @Test
    void aRepeatedRequestWaitsForTheFirst() {
        // given
        Visit visit = visit();
        CountDownLatch stored = new CountDownLatch(1);
        index.stores(request -> {
            hold(stored);
            return FakeIndex.stored();
        });
        CompletableFuture<Reply> first = meanwhile(() -> door.enroll(visit));
        await().until(() -> !index.calls(FakeIndex.STORES).isEmpty());

        // when
        Reply impatient = door.enroll(visit);

        // then
        assertThat(impatient.status()).isEqualTo(503);
        assertThat(impatient.retryAfter()).isEqualTo("1");
        stored.countDown();
        assertThat(door.enroll(visit).facialId()).isEqualTo(first.join().facialId());
        assertThat(profiles()).isEqualTo(1);
    }

    // P10 for this answer: a process that is held up after it looked at the person signs nothing old.
    // Breaks when Results.sign does not look at the clock.
    @Test
    void whoIsHeldUpBeforeSigningSignsNothingAndTheRetryDoes() {
        // given
        Visit visit = visit();
        index.stores(request -> {
            clock.advance(Duration.ofMinutes(2));
            return FakeIndex.stored();
        });

        // when
        Reply heldUp = door.enroll(visit);

        // then
        assertThat(heldUp.status()).isEqualTo(503);
        assertThat(heldUp.text()).doesNotContain("resultToken");
        clock.reset();
        Reply retry = door.enroll(visit);
        assertThat(retry.status()).isEqualTo(201);
        assertThat(profiles()).isEqualTo(1);
    }

    // P10: the database's clock is ahead of the service's. Breaks when Results.sign does not look: the token would be
    // good for longer than its minute, for as long as the clocks differ.
    @Test
    void aMomentThatIsStillToComeIsNotSigned() {
        // given
        clock.advance(Duration.ofMinutes(-10));

        // when
        Reply early = door.enroll(visit());

        // then
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.text()).doesNotContain("resultToken");
    }

    // P3 and P4: profile and outcome are back as a restored database would have them; the ledger is not. Breaks when
    // RepeatedRequests does not ask the ledger: the repeated request would get a token of somebody who was erased.
    @Test
    void whoCameBackWithABackupGetsNoTokenByRepeating() {
        // given
        Visit visit = visit();
        FacialId facialId = enrolled(visit);
        erase(facialId);
        insert(facialId, "ACTIVE");
        sql(
                "update session_outcome set state = 'DONE', code = null, subject_hash = ? where session_id = ?",
                subject(facialId).bytes(),
                visit.session().value());

        // when
        Reply again = door.enroll(visit);

        // then
        assertThat(again.code()).isEqualTo("SESSION_EXPIRED");
        assertThat(again.token()).isNull();
    }

    // Contexts' jti are not remembered; this is why they need not be. Breaks when a session may be decided twice.
    @Test
    void aContextThatIsPresentedAgainEnrollsNobodyElse() {
        // given
        Visit visit = visit();
        byte[] body = Door.multipart(visit, "b");
        String context = door.context(visit, Operation.ENROLL, body);
        Reply first = door.enroll("b", body, context);

        // when
        Reply again = door.enroll("b", body, context);

        // then
        assertThat(again.facialId()).isEqualTo(first.facialId());
        assertThat(profiles()).isEqualTo(1);
        assertThat(index.calls(FakeIndex.STORES)).hasSize(1);
    }
}
