package dev.mien.auth.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door.Reply;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.OpenTransaction;
import dev.mien.auth.peers.Peers;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P4 and P10: what auth-service records of a login, against the purge of the same person at the same moment. */
@QuarkusTest
class RecordingTest extends AuthServiceTest {
    private static final String HELD_DELIVERIES = "select pg_advisory_xact_lock(4712)";
    private final ApplicationId application = Peers.application();
    private final Visit visit = Visit.of(application);

    // P10, "auth-service does not record it after it has fulfilled", and P4: the purge is under way and has not
    // committed. Breaks when Verdicts looks at the ledger without the subject's lock (guard.erased for
    // guard.mayWrite, in recordSuccess or in admitAgain): the look misses the purge, and what is recorded outlives
    // it.
    @ParameterizedTest
    @ValueSource(strings = {"the first request", "the same request again"})
    void whoRecordsDuringThePurgeWaitsForItAndRecordsNothing(String which) {
        // given
        FacialId facialId = found(0.97);
        if (which.equals("the same request again")) {
            door.authenticate(visit, "face");
        }
        long number = append(facialId);
        CompletableFuture<Reply> login;

        // when
        try (OpenTransaction _ = open("select 1 from ledger_progress for update")) {
            wakeTheFollower();
            waitForLocks(1);
            login = meanwhile(() -> door.authenticate(visit, "face"));
            waitForLocks(2);
        }

        // then
        purge(number);
        assertThat(login.join().code()).isEqualTo("UNRECOGNIZED_FACE");
        assertNothingNames(facialId);
    }

    // P4's first trace here: a login has checked the ledger; the purge finds nothing and fulfils; the login commits.
    // Breaks when LedgerFollower purges without the subject's lock, or takes it only where there are rows.
    @Test
    void aLoginChecksTheLedgerThePurgeFindsNothingTheLoginCommits() {
        // given
        FacialId facialId = found(0.97);
        long number = append(facialId);
        CompletableFuture<Reply> login;

        // when
        try (OpenTransaction _ = open("lock table result_token in share mode")) {
            login = meanwhile(() -> door.authenticate(visit, "face"));
            waitForLocks(1);
            wakeTheFollower();
            waitForLocks(2);
        }

        // then
        purge(number);
        login.join();
        assertNothingNames(facialId);
    }

    // P10: redeeming asks the ledger in the transaction that uses the token up. Breaks when Redeeming.use looks at it
    // without the subject's lock: it misses the purge, finds the token gone, and says that somebody has redeemed it.
    @Test
    void whoRedeemsDuringThePurgeWaitsForItAndFindsNothing() {
        // given
        FacialId facialId = found(0.97);
        String token = door.authenticate(visit, "face").token();
        long number = append(facialId);
        CompletableFuture<Reply> redemption;

        // when
        try (OpenTransaction _ = open("select 1 from ledger_progress for update")) {
            wakeTheFollower();
            waitForLocks(1);
            redemption = meanwhile(() -> door.redeem(application, token));
            waitForLocks(2);
        }

        // then
        purge(number);
        assertThat(redemption.join().code()).isEqualTo("NOT_FOUND");
    }

    // P4: fulfilled follows when the outbox holds nothing older about that Facial ID. Breaks when Attempts writes
    // authentication.succeeded without the subject's hash: the login would be told after the confirmation that
    // nothing of the person is on its way any more.
    @Test
    void fulfilledWaitsForTheLoginThatIsStillToBeTold() {
        // given
        database.execute(tx -> tx.update("create or replace function mien_test_wait() returns trigger language plpgsql"
                + " as 'begin perform pg_advisory_xact_lock_shared(4712); return old; end'"));
        database.execute(tx -> tx.update("create trigger mien_test_wait before delete on outbox"
                + " for each row execute function mien_test_wait()"));
        FacialId facialId = found(0.97);
        try (OpenTransaction _ = open(HELD_DELIVERIES)) {
            door.authenticate(visit, "face");
            long number = append(facialId);
            long later = append(Peers.facialId());

            // when
            purge(later);

            // then
            await().until(() -> fulfilled(later) == 1);
            assertThat(fulfilled(number)).isZero();
        } finally {
            database.execute(tx -> tx.update("drop trigger mien_test_wait on outbox"));
        }
    }

    // P10: a service paused after the check, this time between its record and its signature. Breaks when Verdicts
    // does not look at the clock after signing: the token would speak of an hour ago, and the answer let somebody in.
    @ParameterizedTest
    @ValueSource(strings = {"the first request", "the same request again"})
    void aServicePausedBetweenRecordAndSignatureAnswersNobody(String which) {
        // given
        found(0.97);
        if (which.equals("the same request again")) {
            door.authenticate(visit, "face");
        }
        CompletableFuture<Reply> login;

        // when
        try (OpenTransaction _ = open("lock table result_token in share mode")) {
            login = meanwhile(() -> door.authenticate(visit, "face"));
            waitForLocks(1);
            clock.advance(Duration.ofHours(1));
        }

        // then
        assertThat(login.join().status()).isEqualTo(503);
        assertThat(login.join().text()).doesNotContain("resultToken");
    }

    private long append(FacialId facialId) {
        return peers.ledger().append(application, facialId, hasher.of(application, facialId));
    }

    private long fulfilled(long number) {
        return count("select count(*) from ledger_copy where number = ? and fulfilled_at is not null", number);
    }

    private void assertNothingNames(FacialId facialId) {
        byte[] subject = hasher.of(application, facialId).bytes();
        for (String table : java.util.List.of("attempt", "session_outcome", "result_token")) {
            assertThat(count(
                            "select count(*) from " + table + " where facial_id = ? or subject_hash = ?",
                            facialId.value(),
                            subject))
                    .as(table)
                    .isZero();
        }
    }
}
