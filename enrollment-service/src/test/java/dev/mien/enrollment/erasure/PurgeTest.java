package dev.mien.enrollment.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.FakeIndex;
import dev.mien.enrollment.peers.Leftovers;
import dev.mien.enrollment.peers.OpenTransaction;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Subscriber;
import dev.mien.enrollment.peers.Visit;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** P4: the ledger and the purge, against whoever writes about the same Facial ID meanwhile. */
@QuarkusTest
class PurgeTest extends EnrollmentServiceTest {
    @Inject
    Leftovers leftovers;

    // Breaks when ProfileHolder forgets any table, now or later: every column of every table is looked at.
    @Test
    void nothingOfAPersonIsLeftInAnyTable() {
        // given
        FacialId facialId = enrolled(visit().under(PolicyDraft.usual().withPayloadsOfBrowsers())
                .sending("{" + Visit.CONSENT + ",\"payload\":{\"mail\":\"x\"}}"));
        door.confirm(application, facialId);
        everythingDelivered();
        assertThat(leftovers.naming(facialId)).contains("profile", "consent", "result_token");
        assertThat(leftovers.of(subject(facialId))).contains("profile", "session_outcome");

        // when
        erase(facialId);

        // then
        everythingDelivered();
        assertThat(leftovers.naming(facialId)).isEmpty();
        assertThat(leftovers.of(subject(facialId)))
                .as("keyed hashes alone, of the ledger and of what was told by it")
                .containsExactlyInAnyOrder("ledger_copy", "announcement");
    }

    // Breaks when a purge takes more than its own subject.
    @Test
    void nobodyElseLosesAnything() {
        // given
        FacialId other = enrolled();
        FacialId facialId = enrolled();

        // when
        erase(facialId);

        // then
        assertThat(state(facialId)).isEqualTo("gone");
        assertThat(door.confirm(application, other).status()).isEqualTo(200);
        assertThat(count("select count(*) from consent where facial_id = ?", other.value()))
                .isEqualTo(1);
    }

    @Test
    void theConfirmationCountsWhatWent() {
        // given
        FacialId facialId = enrolled();

        // when
        long number = erase(facialId);

        // then
        var fulfilled = fulfilled(number);
        assertThat(fulfilled.get("holder").textValue()).isEqualTo("enrollment-service");
        assertThat(fulfilled.get("removed").toString()).isEqualTo("{\"consent\":1,\"resultToken\":1,\"profile\":1}");
    }

    // P4, first trace, for the one who writes second. Breaks when Beginnings checks the ledger without the subject's
    // lock (guard.erased for guard.mayWrite): the check misses a purge that has not committed, and the profile outlives
    // it.
    @Test
    void whoWritesDuringThePurgeWaitsForItAndIsRefused() {
        // given
        ledgerIsCaughtUp();
        deletion.holdsBack();
        FacialId facialId = new FacialId(UUID.randomUUID());
        long number = deletion.append(application, facialId, true);
        ids.give(facialId);
        CompletableFuture<Reply> reply;

        // when
        try (OpenTransaction _ = open("select 1 from ledger_progress for update")) {
            deletion.comesBack();
            follower.wake();
            somebodyWaitsForALock();
            reply = meanwhile(() -> door.enroll(visit()));
            waitForALock(2);
        }

        // then
        purged(number);
        assertThat(reply.join().status()).isEqualTo(503);
        assertThat(state(facialId)).isEqualTo("gone");
    }

    // P4, first trace, as written: a write has checked the ledger; the purge finds nothing; the write commits. Breaks
    // when LedgerFollower purges without the subject's lock, or only takes it when there are rows.
    @Test
    void aPurgeThatFindsNothingWaitsForWhoHasCheckedAlready() {
        // given
        ledgerIsCaughtUp();
        deletion.holdsBack();
        FacialId facialId = new FacialId(UUID.randomUUID());
        long number = deletion.append(application, facialId, true);
        ids.give(facialId);
        Visit visit = visit();
        CompletableFuture<Reply> reply;
        OpenTransaction sameSession = open(
                "insert into session_outcome (session_id, application_id, parts_digest, state, subject_hash, liveness,"
                        + " expires_at) values (?, ?, '', 'PENDING', '', 'NONE', now()) returning 1",
                visit.session().value(),
                application.value());

        // when
        reply = meanwhile(() -> door.enroll(visit));
        somebodyWaitsForALock();
        deletion.comesBack();
        follower.wake();
        waitForALock(2);
        sameSession.rollBack();

        // then
        purged(number);
        reply.join();
        await().until(() -> state(facialId).equals("gone"));
        assertThat(door.enroll(visit).code()).isEqualTo("SESSION_EXPIRED");
    }

    // P4: in the ledger between store and activation. Breaks when Completion activates without a look at the ledger;
    // the row is put back as a restored database would have it, else the compare-and-set alone would refuse.
    @Test
    void whoIsErasedBetweenStoreAndActivationNeverBecomesActive() {
        // given
        FacialId facialId = new FacialId(UUID.randomUUID());
        ids.give(facialId);
        index.stores(request -> {
            purged(deletion.append(application, facialId, true));
            insert(facialId, "PENDING");
            return FakeIndex.stored();
        });
        Visit visit = visit();

        // when
        Reply reply = door.enroll(visit);

        // then
        assertThat(reply.code()).isEqualTo("SESSION_EXPIRED");
        assertThat(state(facialId)).isEqualTo("ERASING");
        assertThat(door.enroll(visit).code()).isEqualTo("SESSION_EXPIRED");
    }

    // Breaks when the ledger is no bar to a row that came back with a backup: StateSwitch without the guard.
    @Test
    void aRowThatShouldNotBeIsNotWrittenAbout() {
        // given
        FacialId facialId = enrolled();
        erase(facialId);
        insert(facialId, "PAUSED");

        // when
        Reply resumed = door.setState(application, facialId, "ACTIVE");

        // then
        assertThat(resumed.code()).isEqualTo("NOT_FOUND");
        assertThat(state(facialId)).isEqualTo("PAUSED");
    }

    // P4: rows and hash in one transaction. Breaks when LedgerFollower records the number in another one than the
    // purge's: a crash in between confirms what did not happen, or purges what is never recorded.
    @Test
    void aPurgeThatDiesHalfwayDidNothingAndIsDoneAgain() {
        // given
        ledgerIsCaughtUp();
        FacialId facialId = enrolled();
        long number = deletion.append(application, facialId, false);
        try (OpenTransaction _ = open("select 1 from ledger_progress for update")) {
            follower.wake();
            somebodyWaitsForALock();

            // when
            assertThat(count("select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and wait_event_type = 'Lock') killed"))
                    .isEqualTo(1);
            assertThat(state(facialId)).isEqualTo("ACTIVE");
            assertThat(count("select count(*) from ledger_copy where number = ?", number))
                    .isZero();
        }

        // then
        purged(number);
        assertThat(state(facialId)).isEqualTo("gone");
    }

    // P4: fulfilled follows when the outbox holds nothing older about that Facial ID. Breaks when
    // Confirmations.confirmed does not ask the outbox: "fulfilled" would overtake the life that it ends.
    @Test
    void fulfilledWaitsForWhatIsStillToBeTold() {
        // given
        sql("create or replace function mien_test_wait() returns trigger language plpgsql as"
                + " 'begin perform pg_advisory_xact_lock_shared(4711); return old; end'");
        sql("create trigger mien_test_wait before delete on outbox for each row execute function mien_test_wait()");
        FacialId told = enrolled();
        everythingDelivered();
        try (OpenTransaction _ = open("select pg_advisory_xact_lock(4711)")) {
            long number = deletion.append(application, told, false);
            long later = deletion.append(application, new FacialId(UUID.randomUUID()), true);

            // when
            purged(later);

            // then
            await().until(() -> fulfilledAt(later) == 1);
            assertThat(fulfilledAt(number)).isZero();
        } finally {
            sql("drop trigger mien_test_wait on outbox");
        }
        everythingDelivered();
    }

    private long fulfilledAt(long number) {
        return count("select count(*) from ledger_copy where number = ? and fulfilled_at is not null", number);
    }

    private JsonNode fulfilled(long number) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Subscriber.read(EventType.ERASURE_FULFILLED.topic(), Long.toString(number)).stream()
                                .filter(seen -> seen.data().get("number").longValue() == number)
                                .map(Subscriber.Seen::data)
                                .toList(),
                        seen -> !seen.isEmpty())
                .getLast();
    }
}
