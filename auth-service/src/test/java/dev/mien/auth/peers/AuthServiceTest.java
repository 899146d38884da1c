package dev.mien.auth.peers;

import static org.awaitility.Awaitility.await;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the whole service share: its peers, its clock, its database. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(KeysResource.class)
@QuarkusTestResource(PeersResource.class)
public abstract class AuthServiceTest {
    protected Peers peers;

    @Inject
    protected Door door;

    @Inject
    protected ServiceClock clock;

    @Inject
    protected Database database;

    @Inject
    protected SubjectHasher hasher;

    @Inject
    AgroalDataSource source;

    @Inject
    LedgerFollower follower;

    @BeforeEach
    void startAfresh() {
        clock.reset();
        peers.reset();
    }

    /** Somebody active, whom the next probes find with this score. */
    protected FacialId found(double score) {
        FacialId facialId = Peers.facialId();
        peers.knows(facialId, ProfileState.ACTIVE);
        peers.finds(java.util.Map.of(facialId, score));
        return facialId;
    }

    /** Erases as the ledger does, and waits until this service has purged. enrollment-service knows nobody any more. */
    protected void erase(ApplicationId application, FacialId facialId) {
        peers.forgets(facialId);
        purge(peers.ledger().append(application, facialId, hasher.of(application, facialId)));
    }

    /** Has the ledger looked at, and waits until that number has been applied. */
    protected void purge(long number) {
        follower.wake();
        await().until(() -> count("select count(*) from ledger_copy where number = ?", number) == 1);
    }

    /** Has the ledger looked at, without waiting for what comes of it. */
    protected void wakeTheFollower() {
        follower.wake();
    }

    /** A transaction of the test's own that stays open, with what it has locked, until it is closed. */
    protected OpenTransaction open(String sql, Object... parameters) {
        return OpenTransaction.begin(source, sql, parameters);
    }

    /** Waits until so many statements of the service wait for locks. */
    protected void waitForLocks(int statements) {
        await().until(() -> count("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'")
                >= statements);
    }

    protected static <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Executors.newVirtualThreadPerTaskExecutor());
    }

    protected long count(String sql, Object... parameters) {
        return database.write(
                tx -> tx.first(sql, row -> row.getLong(1), parameters).orElseThrow());
    }

    protected List<String> texts(String sql, Object... parameters) {
        return database.write(tx -> tx.list(sql, row -> row.getString(1), parameters));
    }
}
