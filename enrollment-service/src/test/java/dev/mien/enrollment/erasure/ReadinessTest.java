package dev.mien.enrollment.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.FakeDeletion;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Subscriber;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * P11: only a start and a restore make a holder unready for being behind the ledger. (That a late event does not:
 * {@code ErasureSignalTest}.) In order, since the second ends the service's life; it has one of its own for this.
 */
@QuarkusTest
@TestProfile(ReadinessTest.LedgerAwayAtStart.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadinessTest extends EnrollmentServiceTest {
    /** Starts while deletion-service is away. */
    public static final class LedgerAwayAtStart implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Away.class));
        }
    }

    /** Comes before the peers, so that they start as it says. */
    public static final class Away implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            System.setProperty(FakeDeletion.AWAY_AT_START, "true");
            return Map.of();
        }

        @Override
        public void stop() {
            System.clearProperty(FakeDeletion.AWAY_AT_START);
        }

        @Override
        public int order() {
            return -1;
        }
    }

    // Breaks when the gate opens before the first page has been applied: a restored database would recognize the
    // erased. And P7's first trace: enrollment-service restarts between entry and tell, and reads the ledger. Breaks
    // when ProfileHolder purges quietly: nobody else would ever hear.
    @Test
    @Order(1)
    void untilTheLedgerHasBeenReadNobodyIsAnswered() {
        // given
        FacialId erased = inState("ACTIVE");
        deletion.append(application, erased, false);
        assertThat(door.health()).isEqualTo(503);
        assertThat(door.confirm(application, erased).status()).isEqualTo(503);

        // when
        follower.wake();

        // then
        await().until(() -> door.health() == 200);
        Reply confirmation = door.confirm(application, erased);
        assertThat(confirmation.status()).as(confirmation.text()).isEqualTo(404);
        assertThat(enrolled()).isNotNull();
        assertThat(events(EventType.ERASURE_REQUESTED, 1))
                .extracting(Subscriber.Seen::key)
                .containsExactly(application + ":" + erased);
    }

    // Breaks when LedgerGate forgets what the process has seen: a database that went back under it would be believed.
    @Test
    @Order(2)
    void aDatabaseThatWentBackShutsTheDoorForGood() {
        // given
        FacialId facialId = enrolled();
        purged(deletion.append(application, new FacialId(UUID.randomUUID()), true));

        // when
        sql("delete from ledger_copy");
        sql("update ledger_progress set applied = 0");

        // then
        follower.wake();
        await().until(() -> door.health() == 503);
        assertThat(door.confirm(application, facialId).status()).isEqualTo(503);
        follower.wake();
        assertThat(door.confirm(application, facialId).status()).isEqualTo(503);
    }
}
