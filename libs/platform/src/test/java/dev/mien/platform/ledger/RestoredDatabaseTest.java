package dev.mien.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mien.contracts.deletion.LedgerPage.Status;
import dev.mien.contracts.deletion.LedgerPoll;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A holder's database goes back in time: noticed by the ledger after a restart, by the process itself while it runs (P8). */
class RestoredDatabaseTest extends FollowerTest {
    // P8: "a number in the database below the one in memory makes a running service unready". Fails when step() does
    // not compare, or the gate opens again once the numbers have been caught up with: memory is still not to be
    // believed.
    @Test
    void aLowerNumberThanInMemoryShutsTheGateForGood() {
        ledger.enter(1, 2, 3);
        follow();
        assertThat(gate.open()).isTrue();
        backTo(1);

        assertThat(follower.step()).isFalse();

        assertThat(applied()).isEqualTo(3);
        assertThat(gate.open()).isFalse();
        follow();
        assertThat(gate.open()).isFalse();
    }

    // Only the process whose memory is ahead has to be restarted.
    @Test
    void aProcessThatStartsAfterTheRestoreOpens() {
        ledger.enter(1, 2, 3);
        follow();
        backTo(1);
        LedgerGate restarted = new LedgerGate();

        follow(follower(restarted, NEVER));

        assertThat(restarted.open()).isTrue();
        assertThat(holder.calls).filteredOn("purge 3"::equals).hasSize(2);
    }

    // A ledger that is away must not hide it. Fails when the numbers are compared after the poll.
    @Test
    void itIsNoticedThoughTheLedgerIsAway() {
        ledger.enter(1, 2);
        follow();
        backTo(1);
        ledger.isAway(true);

        assertThat(catchThrowable(follower::step)).hasMessageContaining("away");

        assertThat(gate.open()).isFalse();
    }

    // P8: "it gets a new incarnation". Fails when restored() does not renew, or the holder is not told in that
    // transaction.
    @Test
    void whatTheLedgerCallsRestoredTakesANewIncarnationAndIsPurgedAgain() {
        ledger.enter(1, 2, 3);
        follow();
        UUID old = incarnation();
        backTo(1);
        ledger.says(Status.RESTORED);
        LedgerGate restarted = new LedgerGate();
        LedgerFollower again = follower(restarted, NEVER);

        assertThat(again.step()).isFalse();

        assertThat(incarnation()).isNotEqualTo(old);
        assertThat(holder.calls).contains("restored");
        assertThat(restarted.open()).isFalse();
        ledger.says(Status.FOLLOW);
        follow(again);
        LedgerPoll first = ledger.polls.getLast();
        assertThat(first.incarnation()).isEqualTo(incarnation());
        assertThat(holder.calls).filteredOn("purge 3"::equals).hasSize(2);
        assertThat(restarted.open()).isTrue();
    }

    // Two replicas: the report of one was late, the other has gone on meanwhile. Fails when LedgerCopy.renew does not
    // compare where the database stands: every hiccup of the network would void all positions.
    @Test
    void aReportThatWasOnlyLateRenewsNothing() {
        ledger.enter(1);
        follow();
        UUID current = incarnation();
        LedgerPoll late = new LedgerPoll(SERVICE, current, 0, 0);

        boolean renewed = postgres.database().write(tx -> copy.renew(tx, late));

        assertThat(renewed).isFalse();
        assertThat(incarnation()).isEqualTo(current);
    }

    // Both replicas are told. Fails when renew() does not compare the incarnation.
    @Test
    void ofTwoReplicasThatAreToldOneRenews() {
        ledger.enter(1);
        follow();
        LedgerPoll report = new LedgerPoll(SERVICE, incarnation(), 1, 0);
        assertThat(postgres.database().<Boolean>write(tx -> copy.renew(tx, report)))
                .isTrue();
        UUID renewed = incarnation();

        boolean again = postgres.database().write(tx -> copy.renew(tx, report));

        assertThat(again).isFalse();
        assertThat(incarnation()).isEqualTo(renewed);
    }

    // A ledger that says RESTORED and nothing else is asked again after the interval. Fails when the follower polls at
    // once: it would do nothing but renew incarnations, and never stop.
    @Test
    void aLedgerThatSaysNothingElseIsNotPolledInACircle() {
        ledger.says(Status.RESTORED);

        assertThat(follower.step()).isFalse();
    }

    // The same for a hand-over of nothing: the copy has a hole, which no polling will close.
    @Test
    void whoHasNothingToHandOverDoesNotPollInACircle() {
        ledger.says(Status.HAND_OVER);

        assertThat(follower.step()).isFalse();

        assertThat(ledger.handedOver).isEmpty();
    }
}
