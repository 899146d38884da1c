package dev.mien.enrollment.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.OpenTransaction;
import dev.mien.enrollment.peers.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P10 and P4: redeeming asks again, against whoever pauses, ends or erases the person at the same moment. */
@QuarkusTest
class RedeemingTest extends EnrollmentServiceTest {
    // P10: redeeming waits for whoever changes the row, and looks at what they have made of it. Breaks when
    // ActiveProfiles.check reads without locking.
    @ParameterizedTest
    @CsvSource({"ERASING, 404", "PAUSED, 404", "ACTIVE, 200"})
    void aRedemptionWaitsForAChangeThatIsUnderWay(String becomes, int status) {
        // given
        Reply reply = door.enroll(visit());
        CompletableFuture<Reply> redemption;

        // when
        try (OpenTransaction _ = open(
                "update profile set state = ? where facial_id = ? returning 1",
                becomes,
                reply.facialId().value())) {
            redemption = meanwhile(() -> door.redeem(application, reply.token()));
            somebodyWaitsForALock();
        }

        // then
        assertThat(redemption.join().status()).isEqualTo(status);
    }

    // P10, "paused after the check signs an hour later", for redeeming. Breaks when Redeeming does not look at the
    // token again after its transaction: it would accept one that expired an hour ago.
    @Test
    void whoWasPausedWhileRedeemingRedeemsNothing() {
        // given
        Reply reply = door.enroll(visit());
        CompletableFuture<Reply> redemption;

        // when
        try (OpenTransaction _ = open(
                "select 1 from profile where facial_id = ? for update",
                reply.facialId().value())) {
            redemption = meanwhile(() -> door.redeem(application, reply.token()));
            somebodyWaitsForALock();
            clock.advance(Duration.ofHours(1));
        }

        // then
        assertThat(redemption.join().code()).isEqualTo("NOT_FOUND");
    }

    // P10 and P4, redeeming after erasure: profile and token are back as a restored database would have them. Breaks
    // when Redeeming does not ask the ledger.
    @Test
    void redeemingAfterErasureIsRefusedEvenWhereABackupBroughtTheRowsBack() {
        // given
        Reply reply = door.enroll(visit());
        String jti = texts(
                        "select id::text from result_token where facial_id = ?",
                        reply.facialId().value())
                .getFirst();
        erase(reply.facialId());
        insert(reply.facialId(), "ACTIVE");
        sql(
                "insert into result_token (id, facial_id, expires_at) values (?, ?, now() + interval '1 minute')",
                UUID.fromString(jti),
                reply.facialId().value());

        // when
        Reply redemption = door.redeem(application, reply.token());

        // then
        assertThat(redemption.code()).isEqualTo("NOT_FOUND");
    }

    // P4 and P10, redeeming while the purge is under way. Breaks when Redeeming looks at the ledger without the
    // subject's lock: it misses the purge, finds the token gone, and says that somebody has redeemed it.
    @Test
    void whoRedeemsDuringThePurgeWaitsForItAndFindsNothing() {
        // given
        ledgerIsCaughtUp();
        Reply reply = door.enroll(visit());
        long number = deletion.append(application, reply.facialId(), false);
        CompletableFuture<Reply> redemption;

        // when
        try (OpenTransaction _ = open("select 1 from ledger_progress for update")) {
            follower.wake();
            somebodyWaitsForALock();
            redemption = meanwhile(() -> door.redeem(application, reply.token()));
            waitForALock(2);
        }

        // then
        purged(number);
        assertThat(redemption.join().code()).isEqualTo("NOT_FOUND");
    }
}
