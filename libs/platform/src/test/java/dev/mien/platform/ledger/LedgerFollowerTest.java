package dev.mien.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerPage.Status;
import dev.mien.platform.crypto.SubjectHash;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How a holder follows the ledger (P4). */
class LedgerFollowerTest extends FollowerTest {
    @Test
    void eachNumberIsPurgedOnceAndInOrder() {
        postgres.database().execute(tx -> {
            ThingHolder.write(tx, ScriptedLedger.hash(2));
            ThingHolder.write(tx, ScriptedLedger.hash(9));
        });
        ledger.enter(1, 2, 3);

        follow();
        follow();

        assertThat(holder.calls).containsExactly("lock 1", "purge 1", "lock 2", "purge 2", "lock 3", "purge 3");
        assertThat(postgres.count("thing")).isEqualTo(1);
        assertThat(applied()).isEqualTo(3);
        assertThat(ledger.polls.getLast().applied()).isEqualTo(3);
    }

    // P4, lock order: head, ledger, rows. Fails when LedgerFollower.apply takes the ledger's lock before the holder's
    // own, purges before it has it, or records before it has purged.
    @Test
    void theHoldersLocksComeFirstAndTheLedgersBeforeThePurge() {
        ledger.enter(1);

        follow();

        assertThat(holder.moments).containsExactly("free", "locked");
    }

    // P4, "a store checks the ledger; the purge finds nothing and fulfils; the store commits". Fails when apply() does
    // not take the subject's lock although it has nothing to purge.
    @Test
    void aWriteThatHasLookedIsWaitedForAndPurged() {
        SubjectHash subject = SubjectHash.of(ScriptedLedger.hash(1));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Void> write = beside(() -> postgres.database().execute(tx -> {
            assertThat(guard.mayWrite(tx, subject)).isTrue();
            ThingHolder.write(tx, subject.bytes());
            written.countDown();
            assertThat(reached(mayCommit)).isTrue();
        }));
        assertThat(reached(written)).isTrue();
        ledger.enter(1);
        CompletableFuture<Void> purge = beside(this::follow);
        untilSomebodyWaits();
        assertThat(applied()).isZero();

        mayCommit.countDown();

        join(write);
        join(purge);
        assertThat(postgres.count("thing")).isZero();
        assertThat(applied()).isEqualTo(1);
    }

    // The other order: the purge was first. Fails when LedgerGuard.mayWrite looks before it has the lock.
    @Test
    void aWriteThatComesAfterThePurgeIsRefused() {
        SubjectHash subject = SubjectHash.of(ScriptedLedger.hash(1));
        CountDownLatch purged = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Void> purge = beside(() -> postgres.database().execute(tx -> {
            guard.lock(tx, subject);
            copy.record(tx, ScriptedLedger.entry(1), Map.of());
            purged.countDown();
            assertThat(reached(mayCommit)).isTrue();
        }));
        assertThat(reached(purged)).isTrue();
        CompletableFuture<Void> write = beside(() -> postgres.database().execute(tx -> {
            if (guard.mayWrite(tx, subject)) {
                ThingHolder.write(tx, subject.bytes());
            }
        }));
        untilSomebodyWaits();

        mayCommit.countDown();

        join(purge);
        join(write);
        assertThat(postgres.count("thing")).isZero();
    }

    // P4, "in one transaction". Fails when the copy is recorded, or the purge kept, without the other.
    @Test
    void aPurgeThatFailsIsNeitherKeptNorRecordedNorPassedOver() {
        postgres.database().execute(tx -> ThingHolder.write(tx, ScriptedLedger.hash(2)));
        ledger.enter(1, 2, 3);
        holder.failAt(2);

        assertThatIllegalStateException().isThrownBy(this::follow);

        assertThat(applied()).isEqualTo(1);
        assertThat(postgres.count("thing")).isEqualTo(1);
        assertThat(gate.open()).isFalse();
        holder.failAt(0);
        follow();
        assertThat(applied()).isEqualTo(3);
        assertThat(postgres.count("thing")).isZero();
        assertThat(gate.open()).isTrue();
    }

    // Fails when step() applies what comes after a gap: whoever stands in between would never be purged.
    @Test
    void aNumberIsNeverPassedOver() {
        ledger.enter(1, 3);

        assertThatIllegalStateException().isThrownBy(this::follow).withMessageContaining("3 after 1");

        assertThat(holder.calls).contains("purge 1").doesNotContain("purge 3");
        assertThat(applied()).isEqualTo(1);
        assertThat(gate.open()).isFalse();
    }

    // Fails when LedgerCopy.record takes every conflict for a repetition.
    @Test
    void aLedgerThatContradictsItsCopyIsNotFollowed() {
        ledger.enter(1, 2);
        follow();
        backTo(2);
        postgres.database().execute(tx -> {
            tx.update("update ledger_progress set applied = 1");
            ThingHolder.write(tx, ScriptedLedger.hash(5));
        });
        ledger.replace(List.of(
                ScriptedLedger.entry(1),
                new LedgerEntry(2, LedgerEntry.Kind.FACIAL_ID, ScriptedLedger.hash(5), null, null, false)));

        assertThatIllegalStateException().isThrownBy(this::follow).withMessageContaining("contradicts");

        assertThat(postgres.count("thing")).isEqualTo(1);
        assertThat(applied()).isEqualTo(1);
    }

    // P11: unready at start while behind. Fails when the first page opens the gate, though more is waiting.
    @Test
    void theGateOpensWithTheLastEntryThatThereIs() {
        ledger.enter(1, 2, 3);
        ledger.pagesHave(2);
        assertThat(gate.open()).isFalse();
        assertThat(follower.step()).isTrue();
        assertThat(gate.open()).isFalse();

        assertThat(follower.step()).isFalse();

        assertThat(gate.open()).isTrue();
    }

    // P11: "only a start and a detected restore make a holder unready". Fails when the gate follows every number.
    @Test
    void anEntryThatComesLaterDoesNotShutTheGate() {
        follow();
        ledger.enter(1, 2, 3);
        ledger.pagesHave(2);

        assertThat(follower.step()).isTrue();

        assertThat(gate.open()).isTrue();
    }

    @Test
    void whileTheLedgerListensThereIsNothingToDo() {
        ledger.enter(1);
        ledger.says(Status.AWAITING_HOLDERS);

        assertThat(follower.step()).isFalse();

        assertThat(gate.open()).isFalse();
        assertThat(holder.calls).isEmpty();
    }

    // P5: a ledger that is behind its holder. Fails when what the holder has is not handed over, or not all of it.
    @Test
    void whatTheLedgerHasLostIsHandedOver() {
        ledger.enter(1, 2, 3);
        follow();
        ledger.replace(List.of(ScriptedLedger.entry(1)));
        ledger.says(Status.HAND_OVER);

        assertThat(follower.step()).isTrue();

        assertThat(ledger.handedOver).singleElement().satisfies(handOver -> {
            assertThat(handOver.holder()).isEqualTo(SERVICE);
            assertThat(handOver.entries()).containsExactly(ScriptedLedger.entry(2), ScriptedLedger.entry(3));
        });
    }

    // This follower polls once an hour. Fails when wake() does not end its sleep, or an exception ends its thread.
    @Test
    void itIsWokenAndOutlivesALedgerThatIsAway() throws InterruptedException {
        ledger.isAway(true);
        follower.start(null);
        try {
            await().atMost(PATIENCE).until(() -> !ledger.polls.isEmpty());
            ledger.enter(1);
            ledger.isAway(false);

            follower.wake();

            await().atMost(PATIENCE).until(() -> applied() == 1);
            await().atMost(PATIENCE).until(gate::open);
        } finally {
            follower.stop(null);
        }
    }
}
