package dev.mien.deletion.holders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerPage;
import dev.mien.contracts.deletion.LedgerPage.Status;
import dev.mien.deletion.completion.FulfilledConsumer;
import dev.mien.deletion.ledger.Ledger;
import dev.mien.deletion.ledger.Subject;
import dev.mien.deletion.support.AdjustableClock;
import dev.mien.deletion.support.DeletionStack;
import dev.mien.deletion.support.Stream;
import dev.mien.deletion.support.StubbedEnrollment;
import dev.mien.deletion.support.Suite;
import dev.mien.platform.sql.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DeletionStack
class RestoredHolderTest {
    private static final String HOLDER = Services.INDEX;
    private static final List<String> OTHERS = List.of(Services.ENROLLMENT, Services.AUTH, Services.GATEWAY);

    // Other tests let it run ahead: what the service is told has to be dated by it.
    @Inject
    AdjustableClock clock;

    @Inject
    Suite suite;

    @Inject
    Stream stream;

    @Inject
    FulfilledConsumer consumer;

    @Inject
    Ledger ledger;

    @Inject
    Database database;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId facialId = new FacialId(UUID.randomUUID());

    @BeforeEach
    void everybodyIsThere() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
    }

    // P5, P8: "a holder that reports less has been restored". Fails when Polls.restored no longer compares.
    @Test
    void aHolderThatReportsLessIsToldUntilItTakesANewIncarnation() {
        suite.erase(application, facialId, 0);
        suite.catchUp(HOLDER);
        long number = suite.last();
        assertThat(suite.poll(HOLDER, number - 1, number - 1).status()).isEqualTo(Status.RESTORED);
        assertThat(suite.poll(HOLDER, number - 1, number - 1).entries()).isEmpty();
        suite.renew(HOLDER);

        LedgerPage page = suite.poll(HOLDER, number - 1, number - 1);

        assertThat(page.status()).isEqualTo(Status.FOLLOW);
        assertThat(page.entries()).extracting(LedgerEntry::number).containsExactly(number);
    }

    // A backup brings an old incarnation back, perhaps with the same numbers. Fails when only numbers are compared.
    @Test
    void anIncarnationFromBeforeIsOneThatWasRestored() {
        UUID old = suite.incarnation(HOLDER);
        long last = suite.last();
        suite.renew(HOLDER);
        suite.poll(HOLDER, last, last);

        LedgerPage page = suite.poll(HOLDER, old, last, last);

        assertThat(page.status()).isEqualTo(Status.RESTORED);
    }

    // A late report is answered as a restore too; what makes it harmless is that the holder's database has gone on, and
    // renews nothing (LedgerFollowerTest). Here: it must not pull the holder's numbers back.
    @Test
    void aLateReportChangesNothing() {
        suite.erase(application, facialId, 0);
        suite.catchUp(HOLDER);
        long number = suite.last();
        suite.poll(HOLDER, number - 1, number - 1);

        LedgerPage page = suite.poll(HOLDER, number, number);

        assertThat(page.status()).isEqualTo(Status.FOLLOW);
        assertThat(page.entries()).isEmpty();
    }

    // Fails when Polls.restored no longer withdraws: the purge that was confirmed has been undone by the restore.
    @Test
    void whatARestoredHolderHadConfirmedIsToBeConfirmedAgain() {
        UUID erasure = UUID.fromString(suite.erase(application, facialId, 0).path("id"));
        long number = suite.last();
        suite.catchUp(HOLDER);
        suite.renew(HOLDER);
        suite.poll(HOLDER, number - 1, number - 1);
        OTHERS.forEach(suite::catchUp);

        stream.requested(application, facialId, 3, number);

        await().until(() -> seenRequested(number));
        suite.find(application, erasure).then().body("completedAt", nullValue());
        suite.catchUp(HOLDER);
        assertThat(suite.find(application, erasure).<String>path("completedAt")).isNotNull();
    }

    // Fails when Confirmations.by takes an event that speaks of the time before the restore; the second one, when it
    // trusts that the holder's clock is not ahead of its own.
    @ParameterizedTest
    @ValueSource(strings = {"PT-1H", "PT3S"})
    void aConfirmationFromBeforeTheRestoreDoesNotCount(Duration dated) {
        UUID erasure = UUID.fromString(suite.erase(application, facialId, 0).path("id"));
        long number = suite.last();
        suite.renew(HOLDER);
        suite.poll(HOLDER, number - 1, number - 1);
        OTHERS.forEach(suite::catchUp);
        stream.requested(application, facialId, 3, number);
        await().until(() -> seenRequested(number));
        Instant before = clock.instant().plus(dated);

        consumer.hear(stream.confirmation("/services/" + HOLDER, HOLDER, number, before));

        suite.find(application, erasure).then().body("completedAt", nullValue());
        Instant after = clock.instant().plus(Duration.ofMinutes(5));
        consumer.hear(stream.confirmation("/services/" + HOLDER, HOLDER, number, after));
        assertThat(suite.find(application, erasure).<String>path("completedAt")).isNotNull();
    }

    // Fails when pages are longer than the bound or out of order.
    @Test
    void pagesAreBoundedAndInOrder() {
        long before = suite.last();
        for (int i = 0; i <= LedgerPage.MAXIMUM; i++) {
            ledger.undo(new Subject(application, new FacialId(UUID.randomUUID())));
        }

        LedgerPage first = suite.poll(HOLDER, before, before);

        assertThat(first.entries())
                .extracting(LedgerEntry::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + LedgerPage.MAXIMUM)
                        .boxed()
                        .toList());
        assertThat(first.last()).isEqualTo(before + LedgerPage.MAXIMUM + 1);
        assertThat(suite.poll(HOLDER, before + LedgerPage.MAXIMUM, before).entries())
                .hasSize(1);
    }

    // Fails when LedgerPoll, HandOver or LedgerEntry no longer checks itself.
    @Test
    void nonsenseIsRefusedAndKeepsNothing() {
        long before = suite.last();
        var poll = Map.of("holder", HOLDER, "incarnation", UUID.randomUUID(), "applied", 1, "fulfilled", 2);
        var shortHash = Map.of(
                "holder",
                HOLDER,
                "entries",
                List.of(Map.of("number", before + 1, "kind", "FACIAL_ID", "subjectHash", "AAAA", "undo", false)));

        Suite.as(HOLDER).body(poll).post("/internal/v1/ledger/polls").then().statusCode(400);
        Suite.as(HOLDER)
                .body(shortHash)
                .post("/internal/v1/ledger/entries")
                .then()
                .statusCode(400);
        Suite.as(HOLDER).body("[").post("/internal/v1/ledger/entries").then().statusCode(400);
        Suite.as(HOLDER).post("/internal/v1/ledger/polls").then().statusCode(400);

        assertThat(suite.last()).isEqualTo(before);
    }

    private boolean seenRequested(long number) {
        return database.write(
                tx -> tx.exists("select 1 from ledger where number = ? and requested_seen_at is not null", number));
    }
}
