package dev.mien.deletion.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.event.ErasureFulfilled;
import dev.mien.deletion.support.DeletionStack;
import dev.mien.deletion.support.Stream;
import dev.mien.deletion.support.StubbedEnrollment;
import dev.mien.deletion.support.Suite;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two holders say the last two words at the same moment. */
@Timeout(60)
@QuarkusTest
@DeletionStack
class LastConfirmationsTest {
    private static final String FIRST = Services.AUTH;
    private static final String SECOND = Services.INDEX;

    @Inject
    Suite suite;

    @Inject
    Stream stream;

    @Inject
    Database database;

    @Inject
    Confirmations confirmations;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId facialId = new FacialId(UUID.randomUUID());

    @BeforeEach
    void everybodyIsThere() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
    }

    // Fails when Confirmations.by or Confirmations.upTo does not lock the entry: each would miss the other's word, and
    // the erasure would never complete.
    @ParameterizedTest
    @CsvSource({"event, event", "event, progress", "progress, event", "progress, progress"})
    void oneOfThemSeesTheOther(String first, String second) {
        long number = suite.erase(application, facialId, 0).jsonPath().getLong("number");
        stream.requested(application, facialId, 3, number);
        suite.catchUp(Services.ENROLLMENT);
        suite.catchUp(Services.GATEWAY);
        await().until(() -> in("requested_seen_at is not null", number));

        CompletableFuture<Void> beside = database.write(tx -> {
            confirm(tx, first, FIRST, number);
            // The other comes while this one is not yet committed.
            CompletableFuture<Void> other = CompletableFuture.runAsync(
                    () -> database.execute(own -> confirm(own, second, SECOND, number)),
                    Executors.newVirtualThreadPerTaskExecutor());
            await().until(() -> other.isDone() || somebodyWaits());
            return other;
        });

        beside.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(in("completed_at is not null", number)).isTrue();
    }

    private void confirm(Tx tx, String way, String holder, long number) {
        if (way.equals("event")) {
            confirmations.by(tx, new ErasureFulfilled(number, holder, Instant.now(), Map.of("rows", 1)));
        } else {
            confirmations.upTo(tx, holder, number);
        }
    }

    private boolean in(String state, long number) {
        return database.write(tx -> tx.exists("select 1 from ledger where " + state + " and number = ?", number));
    }

    private boolean somebodyWaits() {
        return database.write(tx -> tx.exists(
                "select 1 from pg_stat_activity where datname = current_database()" + " and wait_event_type = 'Lock'"));
    }
}
