package dev.mien.platform.ledger;

import static org.awaitility.Awaitility.await;

import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.support.Fixtures;
import dev.mien.platform.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A holder of a service, its database, and a ledger that tests write. Every wait ends, so that no test hangs. */
@Timeout(60)
abstract class FollowerTest {
    static final String SERVICE = "auth-service";
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Longer than any test: what happens was not found by polling. */
    static final Duration NEVER = Duration.ofHours(1);

    final TestDatabase postgres = new TestDatabase();
    final ScriptedLedger ledger = new ScriptedLedger();
    final ThingHolder holder = new ThingHolder();
    final LedgerGuard guard = new LedgerGuard();
    final LedgerGate gate = new LedgerGate();
    final Outbox outbox = new Outbox(Fixtures.json());
    final LedgerCopy copy = new LedgerCopy(Fixtures.json());
    final SubjectHasher hasher = Fixtures.hasher(1);
    LedgerFollower follower;

    @BeforeEach
    void follower() {
        ThingHolder.createTable(postgres.database());
        follower = follower(NEVER);
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    /** Another replica has a gate of its own, and everything else in common. */
    final LedgerFollower follower(Duration interval) {
        return follower(gate, interval);
    }

    final LedgerFollower follower(LedgerGate ofReplica, Duration interval) {
        return new LedgerFollower(
                postgres.database(),
                copy,
                guard,
                ofReplica,
                holder,
                outbox,
                ledger,
                hasher,
                Clock.fixed(Fixtures.NOW, ZoneOffset.UTC),
                SERVICE,
                interval);
    }

    /** Follows until there is nothing to poll for; a follower that never has enough fails instead of hanging. */
    final void follow() {
        follow(follower);
    }

    static void follow(LedgerFollower one) {
        for (int polls = 0; one.step(); polls++) {
            if (polls == 50) {
                throw new AssertionError("it still wants to poll at once");
            }
        }
    }

    static CompletableFuture<Void> beside(Runnable work) {
        return CompletableFuture.runAsync(work, Executors.newVirtualThreadPerTaskExecutor());
    }

    static void join(CompletableFuture<Void> work) {
        try {
            work.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** Waits for a latch, but not for ever. */
    static boolean reached(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    final void untilSomebodyWaits() {
        await().atMost(PATIENCE).until(postgres::somebodyWaits);
    }

    final long applied() {
        return postgres.database()
                .write(tx -> tx.first("select applied from ledger_progress", row -> row.getLong(1)))
                .orElseThrow();
    }

    final UUID incarnation() {
        return postgres.database()
                .write(tx -> tx.first("select incarnation from ledger_progress", row -> row.getObject(1, UUID.class)))
                .orElseThrow();
    }

    final void backTo(long number) {
        postgres.database().execute(tx -> {
            tx.update("delete from ledger_copy where number > ?", number);
            tx.update("update ledger_progress set applied = ?", number);
        });
    }
}
