package dev.mien.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.event.EventType;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.outbox.OutboxEvent;
import dev.mien.platform.support.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When a holder confirms what it has purged: {@code fulfilled} follows later (P4). */
class ConfirmationTest extends FollowerTest {
    // Fails when the confirmation is not written, names another number, or goes without what was removed.
    @Test
    void whatIsGoneIsConfirmedOnce() {
        postgres.database().execute(tx -> ThingHolder.write(tx, ScriptedLedger.hash(1)));
        ledger.enter(1);
        follow();

        assertThat(follower.confirm()).isFalse();
        assertThat(follower.confirm()).isFalse();

        assertThat(confirmations())
                .singleElement()
                .satisfies(body ->
                        assertThat(body).contains("\"number\":1", "\"holder\":\"" + SERVICE + "\"", "\"things\":1"));
        assertThat(ids())
                .containsExactly(UUID.nameUUIDFromBytes(
                        ("erasure.fulfilled/" + SERVICE + "/1").getBytes(StandardCharsets.UTF_8)));
    }

    // P4: "when replicas have passed". Fails when confirm() does not ask the holder.
    @Test
    void aReplicasMemoryIsWaitedFor() {
        ledger.enter(1);
        holder.memoryHolds(true);
        follow();
        assertThat(follower.confirm()).isTrue();
        assertThat(confirmations()).isEmpty();
        assertThat(report()).isZero();
        holder.memoryHolds(false);

        assertThat(follower.confirm()).isFalse();

        assertThat(confirmations()).hasSize(1);
        assertThat(report()).isEqualTo(1);
    }

    // P4: "the outbox holds nothing older about that Facial ID". Fails when confirm() does not look there.
    @Test
    void whatTheOutboxStillTellsOfIsWaitedFor() {
        SubjectHash subject = SubjectHash.of(ScriptedLedger.hash(1));
        postgres.database()
                .execute(tx -> outbox.append(
                        tx,
                        new OutboxEvent(
                                UUID.randomUUID(),
                                EventType.ENROLLMENT_UPDATED,
                                "k",
                                "s",
                                subject,
                                Fixtures.NOW,
                                Map.of())));
        ledger.enter(1, 2);
        follow();

        assertThat(follower.confirm()).isTrue();

        // The one behind it is confirmed; the report stops before the one that waits.
        assertThat(confirmations())
                .singleElement()
                .satisfies(body -> assertThat(body).contains("\"number\":2"));
        assertThat(report()).isZero();
        postgres.database()
                .execute(tx -> tx.update("delete from outbox where type = ?", EventType.ENROLLMENT_UPDATED.type()));
        assertThat(follower.confirm()).isFalse();
        assertThat(report()).isEqualTo(2);
    }

    // Two replicas at the same moment. Fails when fulfil() does not compare and set.
    @Test
    void twoReplicasWriteOneConfirmation() {
        ledger.enter(1);
        follow();
        LedgerFollower other = follower(new LedgerGate(), NEVER);
        List<LedgerCopy.Unfulfilled> seenByBoth = postgres.database().write(tx -> copy.unfulfilled(tx, 9));
        assertThat(seenByBoth).hasSize(1);
        CompletableFuture<Void> second = postgres.database().write(tx -> {
            assertThat(copy.fulfil(tx, 1)).isTrue();
            CompletableFuture<Void> beside = beside(other::confirm);
            untilSomebodyWaits();
            return beside;
        });

        join(second);

        assertThat(confirmations()).isEmpty();
    }

    // What is purged is confirmed though the next entry cannot be. Fails when one exception keeps the other from its
    // turn.
    @Test
    void anEntryThatCannotBePurgedKeepsNoOtherFromItsConfirmation() throws InterruptedException {
        ledger.enter(1, 2);
        holder.failAt(2);

        follower.start(null);

        try {
            await().atMost(PATIENCE).until(() -> confirmations().size() == 1);
            assertThat(applied()).isEqualTo(1);
        } finally {
            follower.stop(null);
        }
    }

    /** What the follower would report as fulfilled. */
    private long report() {
        return postgres.database().write(tx -> copy.report(tx, SERVICE)).fulfilled();
    }

    private List<String> confirmations() {
        return postgres.database()
                .write(tx -> tx.list(
                        "select convert_from(body, 'UTF8') from outbox where type = ? order by id",
                        row -> row.getString(1),
                        EventType.ERASURE_FULFILLED.type()));
    }

    private List<UUID> ids() {
        return postgres.database()
                .write(tx -> tx.list("select ce_id from outbox order by id", row -> row.getObject(1, UUID.class)));
    }
}
