package dev.mien.deletion.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerEntry.Kind;
import dev.mien.contracts.event.EventType;
import dev.mien.deletion.completion.FulfilledConsumer;
import dev.mien.deletion.completion.LifeConsumer;
import dev.mien.deletion.erasure.Finisher;
import dev.mien.deletion.ledger.Ledger;
import dev.mien.deletion.ledger.Subject;
import dev.mien.deletion.support.AdjustableClock;
import dev.mien.deletion.support.Backup;
import dev.mien.deletion.support.DeletionStack;
import dev.mien.deletion.support.Stream;
import dev.mien.deletion.support.StubbedEnrollment;
import dev.mien.deletion.support.Suite;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that reach a restored ledger before it has taken over what it lost (P5). */
@Timeout(60)
@QuarkusTest
@DeletionStack
class ShutLedgerTest {
    @Inject
    Suite suite;

    @Inject
    Stream stream;

    @Inject
    HolderReports reports;

    @Inject
    Database database;

    @Inject
    SubjectHasher hasher;

    @Inject
    LifeConsumer lives;

    @Inject
    FulfilledConsumer fulfilled;

    @Inject
    Finisher finisher;

    @Inject
    Ledger ledger;

    @Inject
    AdjustableClock clock;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId facialId = new FacialId(UUID.randomUUID());
    private long number;

    /** An erasure whose entry is in auth-service's copy alone: the ledger has been restored. */
    @BeforeEach
    void theLedgerLostAnEntry() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
        Backup backup = Backup.of(database);
        suite.erase(application, facialId, 0);
        number = suite.last();
        suite.poll(Services.AUTH, number, number);
        backup.restore();
        reports.start(null);
    }

    @AfterEach
    void serviceIsStartedAgain() {
        reports.start(null);
        suite.allHoldersAreUpToDate();
    }

    // P5, P7. Fails when LifeConsumer takes events while the gate is shut: this one would find no entry and be gone,
    // and the erasure would complete without a word to anybody.
    @Test
    void whatIsRequestedWaitsUntilItsEntryIsBack() throws InterruptedException {
        Thread hearing = hear(() -> lives.hear(stream.request(application, facialId, 3, number)));

        theEntryIsHandedOver();

        hearing.join(Duration.ofSeconds(20));
        assertThat(in("requested_seen_at is not null")).isTrue();
        suite.allHoldersAreUpToDate();
        await().until(() -> stream.life(application, facialId).stream()
                .anyMatch(seen -> seen.type().equals(EventType.ERASURE_COMPLETED.type())));
    }

    // Fails when FulfilledConsumer takes events while the gate is shut: what a holder says it removed would be lost.
    @Test
    void whatIsConfirmedWaitsUntilItsEntryIsBack() throws InterruptedException {
        Thread hearing = hear(() -> fulfilled.hear(
                stream.confirmation("/services/" + Services.AUTH, Services.AUTH, number, Instant.now())));

        theEntryIsHandedOver();

        hearing.join(Duration.ofSeconds(20));
        assertThat(database.<Boolean>write(tx -> tx.exists(
                        "select 1 from confirmation where number = ? and holder = ? and removed is not null",
                        number,
                        Services.AUTH)))
                .isTrue();
    }

    // Fails when Finisher goes on with erasures while the gate is shut.
    @Test
    void nobodyIsToldAnythingMeanwhile() {
        ledger.enter(new Subject(application, new FacialId(UUID.randomUUID())), "backend");
        StubbedEnrollment.works();
        clock.advance(Duration.ofSeconds(10));

        finisher.finish();

        assertThat(StubbedEnrollment.told()).isEmpty();
    }

    /** @return once the consumer has either taken the event or put it off */
    private static Thread hear(Runnable consumer) {
        Thread hearing = Thread.ofPlatform().start(consumer);
        await().until(() ->
                hearing.getState() == Thread.State.TIMED_WAITING || hearing.getState() == Thread.State.TERMINATED);
        return hearing;
    }

    private void theEntryIsHandedOver() {
        suite.handOver(
                        Services.AUTH,
                        List.of(new LedgerEntry(
                                number,
                                Kind.FACIAL_ID,
                                hasher.of(application, facialId).bytes(),
                                null,
                                null,
                                false)))
                .then()
                .statusCode(204);
        suite.poll(Services.AUTH, number, number - 1);
        for (String holder : List.of(Services.ENROLLMENT, Services.INDEX, Services.GATEWAY)) {
            suite.poll(holder, number - 1, number - 1);
        }
        assertThat(reports.open()).isTrue();
    }

    private boolean in(String state) {
        return database.write(tx -> tx.exists("select 1 from ledger where " + state + " and number = ?", number));
    }
}
