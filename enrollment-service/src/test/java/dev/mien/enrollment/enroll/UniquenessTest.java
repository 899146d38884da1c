package dev.mien.enrollment.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.FakeIndex;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P1: of one face, one identity. */
@QuarkusTest
class UniquenessTest extends EnrollmentServiceTest {
    // P1, first trace: A is stored but pending; B's probe finds A. Breaks when Duplicates takes PENDING for nobody:
    // both become active.
    @Test
    void whoIsPendingIsAwaitedAndThenADuplicate() {
        // given
        FacialId a = new FacialId(UUID.randomUUID());
        CountDownLatch stored = new CountDownLatch(1);
        CompletableFuture<Reply> first = pendingUntil(stored, a);
        index.finds(a);

        // when
        CompletableFuture<Reply> second = meanwhile(() -> untilDecided(visit()));

        // then
        await().until(() -> index.calls(FakeIndex.PROBES).size() == 2);
        stored.countDown();
        assertThat(first.join().status()).isEqualTo(201);
        assertThat(second.join().code()).isEqualTo("FACE_DUPLICATION");
        assertThat(texts("select facial_id::text from profile where application_id = ?", application.value()))
                .containsExactly(a.toString());
    }

    // P12: both profiles of a migration are searched for duplicates. Breaks when the other one's matches are not looked
    // at, or are held against this one's threshold.
    @Test
    void whomTheProfileFindsThatPeopleMoveToIsADuplicate() {
        // given
        FacialId there = inState("ACTIVE");
        index.probes(call -> FakeIndex.foundByTheOther(there));

        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.code()).isEqualTo("FACE_DUPLICATION");
    }

    // P1: two seconds, then 503 with Retry-After. Breaks when Wait's last look is taken for a free face, or for a
    // duplicate.
    @Test
    void whoStaysPendingCostsTheOtherA503AndNothingIsStored() {
        // given
        index.finds(inState("PENDING"));

        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.retryAfter()).isEqualTo("1");
        assertThat(index.calls(FakeIndex.STORES)).isEmpty();
        assertThat(profiles()).isEqualTo(1);
    }

    // Breaks when a profile that was given up counts: its person could not enroll until the purge.
    @Test
    void whoIsGivenUpWhileAwaitedIsNobody() {
        // given
        FacialId pending = inState("PENDING");
        index.finds(pending);
        CompletableFuture<Reply> reply = meanwhile(() -> untilDecided(visit()));
        await().until(() -> !index.calls(FakeIndex.PROBES).isEmpty());

        // when
        sql("update profile set state = 'ERASING' where facial_id = ?", pending.value());

        // then
        assertThat(reply.join().status()).isEqualTo(201);
        assertThat(ignored()).containsExactly(pending);
    }

    // P1, second trace: F is paused, its person enrolls again, F is resumed. Breaks when PAUSED counts as nobody.
    @Test
    void whoIsPausedCannotEnrollASecondTimeAndBeResumed() {
        // given
        FacialId paused = enrolled();
        door.setState(application, paused, "PAUSED");
        index.finds(paused);

        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.code()).isEqualTo("FACE_DUPLICATION");
        assertThat(door.setState(application, paused, "ACTIVE").status()).isEqualTo(200);
        assertThat(count(
                        "select count(*) from profile where application_id = ? and state = 'ACTIVE'",
                        application.value()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "PAUSED"})
    void whoIsEnrolledIsADuplicate(String state) {
        // given
        index.finds(inState("ERASING"), inState(state));

        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("FACE_DUPLICATION");
        assertThat(index.calls(FakeIndex.STORES)).isEmpty();
    }

    // Breaks when erasing or unknown ones refuse somebody, or are not named to the store: it would return them for
    // ever.
    @ParameterizedTest
    @ValueSource(strings = {"ERASING", "GONE"})
    void whoIsOnTheWayOutIsIgnoredByNameInTheStore(String state) {
        // given
        FacialId nobody = inState(state);
        index.finds(nobody);

        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.status()).isEqualTo(201);
        assertThat(ignored()).containsExactly(nobody);
    }

    // P1: newer matches insert nothing. Breaks when Storing takes them for stored, or leaves its own profile pending.
    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "PAUSED"})
    void whoCameInBetweenIsADuplicateAndThisProfileIsUndone(String state) {
        // given
        deletion.holdsBack();
        FacialId newer = inState(state);
        index.stores(request -> FakeIndex.newer(newer));
        Visit visit = visit();

        // when
        Reply reply = door.enroll(visit);

        // then
        assertThat(reply.code()).isEqualTo("FACE_DUPLICATION");
        assertThat(texts(
                        "select state from profile where application_id = ? and facial_id <> ?",
                        application.value(),
                        newer.value()))
                .containsExactly("ERASING");
        assertThat(door.enroll(visit).code()).as("the same request again").isEqualTo("FACE_DUPLICATION");
        assertThat(index.calls(FakeIndex.PROBES)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERASING", "GONE"})
    void whoCameInBetweenAndIsNobodyIsIgnoredInTheNextStore(String state) {
        // given
        FacialId nobody = inState(state);
        index.stores(request -> request.ignore().contains(nobody) ? FakeIndex.stored() : FakeIndex.newer(nobody));

        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.status()).isEqualTo(201);
        List<StoreRequest> stores = stores();
        assertThat(stores).hasSize(2);
        assertThat(stores.get(1).sealedProbe()).isEqualTo(stores.get(0).sealedProbe());
        assertThat(stores.get(1).facialId()).isEqualTo(stores.get(0).facialId());
    }

    // P1 for the store: two newcomers with one face. Breaks when Storing goes on after a newer match that has become
    // active.
    @Test
    void whoCameInBetweenAndIsPendingIsAwaited() {
        // given
        FacialId newer = inState("PENDING");
        AtomicInteger stores = new AtomicInteger();
        index.stores(request -> {
            stores.incrementAndGet();
            return FakeIndex.newer(newer);
        });
        CompletableFuture<Reply> reply = meanwhile(() -> untilDecided(visit()));
        await().until(() -> stores.get() > 0);

        // when
        sql(
                "update profile set state = 'ACTIVE', version = 1, activated_at = now() where facial_id = ?",
                newer.value());

        // then
        assertThat(reply.join().code()).isEqualTo("FACE_DUPLICATION");
        assertThat(count(
                        "select count(*) from profile where application_id = ? and state = 'ACTIVE'",
                        application.value()))
                .isEqualTo(1);
    }

    // P1. Breaks when Storing passes over a newer match that stays pending: both would become active. And when an
    // undecided store keeps its pending profile, or ends the session: neither could ever enroll.
    @Test
    void whoStaysPendingAfterTheStoreCostsA503AndTheSessionMayTryAgain() {
        // given
        FacialId newer = inState("PENDING");
        index.stores(request -> request.ignore().contains(newer) ? FakeIndex.stored() : FakeIndex.newer(newer));
        Visit visit = visit();

        // when
        Reply reply = door.enroll(visit);

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.retryAfter()).isEqualTo("1");
        sql("update profile set state = 'ERASING' where facial_id = ?", newer.value());
        assertThat(door.enroll(visit).status()).isEqualTo(201);
    }

    // Breaks when the rounds of Storing have no bound.
    @Test
    void newcomersWithoutEndEndTheAttempt() {
        // given
        index.stores(request -> FakeIndex.newer(new FacialId(UUID.randomUUID())));

        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(index.calls(FakeIndex.STORES)).hasSize(5);
    }

    // Breaks when the floor's candidates count, or a threshold that is no number lets everybody pass for somebody new.
    @ParameterizedTest
    @ValueSource(doubles = {FakeIndex.THRESHOLD, FakeIndex.THRESHOLD - 1e-9, Double.NaN})
    void theThresholdDecidesWhoIsTheSameFace(double score) {
        // given
        FacialId other = inState("ACTIVE");
        index.probes(call -> FakeIndex.answer(List.of(new Candidate(other, score)), null));

        // when
        Reply reply = door.enroll(visit());

        // then
        assertThat(reply.status()).isEqualTo(score < FakeIndex.THRESHOLD ? 201 : 409);
    }

    // P1: the store's own comparison has the threshold of this search, the 1:N one at the N that was searched. Breaks
    // when Looks hands another one on (the 1:1 threshold, or the floor), which would refuse strangers or let doubles
    // in.
    @Test
    void theStoreComparesByTheThresholdOfThisSearch() {
        // when
        door.enroll(visit());

        // then
        assertThat(stores().getFirst().threshold()).isEqualTo(FakeIndex.THRESHOLD);
        assertThat(stores().getFirst().duplicatesRefused()).isTrue();
    }

    @Test
    void whereDuplicatesAreWelcomeNobodyIsLookedUp() {
        // given
        index.finds(inState("ACTIVE"));

        // when
        Reply reply = door.enroll(visit().under(PolicyDraft.usual().welcomingDuplicates()));

        // then
        assertThat(reply.status()).isEqualTo(201);
        assertThat(stores().getFirst().duplicatesRefused()).isFalse();
    }

    // What a search found is told only after liveness. Breaks when Looks does not compare the guard that was passed
    // with the one that the policy asks for.
    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "BOTH"})
    void withoutThePolicysLivenessNobodyLearnsWhoIsEnrolled(Liveness asked) {
        // given
        index.finds(inState("ACTIVE"));

        // when
        Reply reply = door.enroll(visit().under(PolicyDraft.usual().guardedBy(asked)));

        // then
        assertThat(reply.code()).isEqualTo("PAD_ATTACK");
        assertThat(index.calls(FakeIndex.STORES)).isEmpty();
    }

    /** The first enrollment, whose store hangs until {@code stored}. */
    private CompletableFuture<Reply> pendingUntil(CountDownLatch stored, FacialId facialId) {
        ids.give(facialId);
        index.stores(request -> {
            if (request.facialId().equals(facialId)) {
                hold(stored);
            }
            return FakeIndex.stored();
        });
        CompletableFuture<Reply> first = meanwhile(() -> door.enroll(visit()));
        await().until(() -> state(facialId).equals("PENDING"));
        return first;
    }

    /** As a page does: a 503 is asked again. */
    private Reply untilDecided(Visit visit) {
        List<Reply> replies = new CopyOnWriteArrayList<>();
        await().until(() -> {
            Reply reply = door.enroll(visit);
            replies.add(reply);
            return reply.status() != 503;
        });
        return replies.getLast();
    }

    private List<StoreRequest> stores() {
        return index.asked();
    }

    private List<FacialId> ignored() {
        return stores().getLast().ignore();
    }
}
