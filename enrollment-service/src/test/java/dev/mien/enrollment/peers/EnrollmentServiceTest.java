package dev.mien.enrollment.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerFollower;
import dev.mien.platform.sql.Database;
import dev.mien.testing.kafka.KafkaResource;
import dev.mien.testing.keys.KeysResource;
import dev.mien.testing.oidc.OidcResource;
import dev.mien.testing.postgres.PostgresResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the whole service share. Each test has an application of its own, so none sees another's rows. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(KeysResource.class)
@QuarkusTestResource(PeersResource.class)
public abstract class EnrollmentServiceTest {
    protected final ApplicationId application = new ApplicationId(UUID.randomUUID());
    protected FakeIndex index;
    protected FakeDeletion deletion;

    @Inject
    protected Door door;

    @Inject
    protected ServiceClock clock;

    @Inject
    protected GivenIds ids;

    @Inject
    protected Database database;

    @Inject
    protected AgroalDataSource source;

    @Inject
    protected SubjectHasher hasher;

    @Inject
    protected LedgerFollower follower;

    @BeforeEach
    void startAfresh() {
        clock.reset();
        ids.reset();
        index.reset();
        deletion.reset(hasher::of);
    }

    protected Visit visit() {
        return Visit.to(application);
    }

    /** Somebody active in this test's application. */
    protected FacialId enrolled() {
        return enrolled(visit());
    }

    protected FacialId enrolled(Visit visit) {
        Reply reply = door.enroll(visit);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.facialId();
    }

    /** Somebody in this test's application who stands there: {@code GONE} is a Facial ID that nobody has. */
    protected FacialId inState(String state) {
        FacialId facialId = new FacialId(UUID.randomUUID());
        if (!state.equals("GONE")) {
            insert(facialId, state);
        }
        return facialId;
    }

    /** As {@link #inState(String)}, with a version as the service would have counted it. */
    protected void insert(FacialId facialId, String state) {
        boolean everActive = state.equals("ACTIVE") || state.equals("PAUSED");
        sql(
                "insert into profile (facial_id, application_id, subject_hash, state, version, activated_at)"
                        + " values (?, ?, ?, ?, ?, case when ? then now() end)",
                facialId.value(),
                application.value(),
                subject(facialId).bytes(),
                state,
                state.equals("PAUSED") ? 2L : everActive ? 1L : 0L,
                everActive);
    }

    protected SubjectHash subject(FacialId facialId) {
        return hasher.of(application, facialId);
    }

    /** Erases as deletion-service does: entry, tell, ledger; waits until everything of it is gone. */
    protected long erase(FacialId facialId) {
        long number = deletion.append(application, facialId, false);
        Reply told = door.end(application, facialId, number);
        assertThat(told.status()).as(told.text()).isEqualTo(204);
        purged(number);
        return number;
    }

    /** Has the ledger looked at, and waits until that number has been applied. */
    protected void purged(long number) {
        follower.wake();
        await().until(() -> count("select count(*) from ledger_copy where number = ?", number) == 1);
    }

    /** Has everything applied that earlier tests held back: the next entry is then the next to be purged. */
    protected void ledgerIsCaughtUp() {
        purged(deletion.append(application, new FacialId(UUID.randomUUID()), true));
    }

    /** PENDING, ACTIVE, PAUSED, ERASING, or gone. */
    protected String state(FacialId facialId) {
        return texts("select state from profile where facial_id = ?", facialId.value()).stream()
                .findFirst()
                .orElse("gone");
    }

    protected long profiles() {
        return count("select count(*) from profile where application_id = ?", application.value());
    }

    protected long count(String sql, Object... parameters) {
        return database.write(
                tx -> tx.first(sql, row -> row.getLong(1), parameters).orElseThrow());
    }

    protected List<String> texts(String sql, Object... parameters) {
        return database.write(tx -> tx.list(sql, row -> row.getString(1), parameters));
    }

    protected void sql(String statement, Object... parameters) {
        database.execute(tx -> tx.update(statement, parameters));
    }

    /** What Kafka has about this test's application, once there are at least {@code least} of the type. */
    protected List<Subscriber.Seen> events(EventType type, int least) {
        return await().atMost(30, TimeUnit.SECONDS)
                .until(
                        () -> Subscriber.read(type.topic(), application.toString()).stream()
                                .filter(seen -> seen.type().equals(type.type()))
                                .toList(),
                        seen -> seen.size() >= least);
    }

    /** Waits until everything that was written has been delivered. */
    protected void everythingDelivered() {
        await().atMost(30, TimeUnit.SECONDS).until(() -> count("select count(*) from outbox") == 0);
    }

    /** Waits until a statement of the service waits for a lock. */
    protected void somebodyWaitsForALock() {
        waitForALock(1);
    }

    /** Waits until so many statements of the service wait for locks. */
    protected void waitForALock(int statements) {
        await().until(() -> count("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'")
                >= statements);
    }

    /** A transaction of the test's own that stays open, with what it has locked or written, until it is closed. */
    protected OpenTransaction open(String sql, Object... parameters) {
        return OpenTransaction.begin(database, tx -> tx.list(sql, row -> true, parameters));
    }

    /** As {@link #open}: nobody writes to that table until it is closed. */
    protected OpenTransaction holding(String table) {
        return OpenTransaction.begin(database, tx -> tx.update("lock table " + table + " in exclusive mode"));
    }

    /** An enrollment of that Facial ID whose store hangs at index-service until the latch is open. */
    protected CompletableFuture<Reply> hangsInStore(Visit visit, FacialId facialId, CountDownLatch latch) {
        ids.give(facialId);
        index.stores(request -> {
            hold(latch);
            return FakeIndex.stored();
        });
        CompletableFuture<Reply> reply = meanwhile(() -> door.enroll(visit));
        await().until(() -> !index.calls(FakeIndex.STORES).isEmpty());
        return reply;
    }

    protected static <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Waits for a latch that the test itself opens. */
    protected static void hold(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the test never let go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
