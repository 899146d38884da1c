package dev.mien.deletion.takeover;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerEntry.Kind;
import dev.mien.contracts.deletion.LedgerPage.Status;
import dev.mien.deletion.support.Backup;
import dev.mien.deletion.support.DeletionStack;
import dev.mien.deletion.support.StubbedEnrollment;
import dev.mien.deletion.support.Suite;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The ledger after a start, which may be one on a restored database. {@code reports.start} is what a start does to it. */
@QuarkusTest
@DeletionStack
class RestoredLedgerTest {
    static final List<String> HOLDERS = Services.HOLDERS;

    @Inject
    Suite suite;

    @Inject
    HolderReports reports;

    @Inject
    Database database;

    @Inject
    SubjectHasher hasher;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId facialId = new FacialId(UUID.randomUUID());

    @BeforeEach
    void everybodyIsThere() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
    }

    @AfterEach
    void serviceIsStartedAgain() {
        reports.start(null);
        suite.allHoldersAreUpToDate();
    }

    // P5, P11: unready from start until each holder was heard. Fails when HolderReports.look awaits fewer, or the gate
    // no longer guards.
    @ParameterizedTest
    @FieldSource("HOLDERS")
    void nobodyIsAnsweredUntilTheLastHolderHasReported(String last) {
        long before = suite.last();
        reports.start(null);
        Services.HOLDERS.stream().filter(holder -> !holder.equals(last)).forEach(suite::catchUp);
        suite.erase(application, facialId, 0)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("detail", containsString(last));
        suite.undo(application, facialId).then().statusCode(503);
        get("/q/health/ready").then().statusCode(503);
        assertThat(suite.last()).isEqualTo(before);

        suite.catchUp(last);

        suite.erase(application, facialId, 0).then().statusCode(200).body("number", equalTo((int) before + 1));
        get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void holdersAreGivenNothingUntilAllHaveReported() {
        suite.erase(application, facialId, 0);
        long number = suite.last();
        reports.start(null);

        var early = suite.poll(Services.AUTH, number - 1, number - 1);

        assertThat(early.status()).isEqualTo(Status.AWAITING_HOLDERS);
        assertThat(early.entries()).isEmpty();
        for (String holder : List.of(Services.ENROLLMENT, Services.INDEX, Services.GATEWAY)) {
            suite.catchUp(holder);
        }
        assertThat(suite.poll(Services.AUTH, number - 1, number - 1).entries())
                .extracting(LedgerEntry::number)
                .containsExactly(number);
    }

    // P5, "its database is restored after fulfilled was consumed". Fails when Polls no longer asks a holder that is
    // ahead to hand over, or HandOvers no longer takes.
    @Test
    void whatTheRestoredLedgerLostIsHandedOverBeforeANumberIsGivenAgain() {
        Backup backup = Backup.of(database);
        var lost = suite.erase(application, facialId, 0).jsonPath();
        long number = suite.last();
        suite.allHoldersAreUpToDate();
        backup.restore();
        reports.start(null);
        for (String holder : List.of(Services.ENROLLMENT, Services.INDEX, Services.GATEWAY)) {
            suite.catchUp(holder);
        }
        assertThat(suite.poll(Services.AUTH, number, number).status()).isEqualTo(Status.HAND_OVER);
        suite.erase(application, new FacialId(UUID.randomUUID()), 0).then().statusCode(503);

        suite.handOver(Services.AUTH, List.of(entry(number, facialId))).then().statusCode(204);

        assertThat(suite.poll(Services.AUTH, number, number).status()).isEqualTo(Status.FOLLOW);
        suite.erase(application, facialId, 0)
                .then()
                .statusCode(200)
                .body("number", equalTo((int) number))
                .body("id", equalTo(lost.getString("id")));
        suite.erase(application, new FacialId(UUID.randomUUID()), 0)
                .then()
                .statusCode(200)
                .body("number", equalTo((int) number + 1));
    }

    // The others follow what one has handed over: a hash is enough to purge by.
    @Test
    void whatWasHandedOverReachesTheOtherHolders() {
        long number = suite.last() + 1;
        suite.handOver(Services.AUTH, List.of(entry(number, facialId)));

        var page = suite.poll(Services.INDEX, number - 1, number - 1);

        assertThat(page.entries()).containsExactly(entry(number, facialId));
    }

    @Test
    void handedOverTwiceItIsOneEntry() {
        long number = suite.last() + 1;
        List<LedgerEntry> entries = List.of(entry(number, facialId), entry(number + 1, new FacialId(new UUID(1, 1))));
        List<LedgerEntry> overlapping = List.of(entry(number, facialId));
        suite.handOver(Services.AUTH, entries).then().statusCode(204);

        suite.handOver(Services.INDEX, overlapping).then().statusCode(204);

        assertThat(suite.last()).isEqualTo(number + 1);
    }

    // Fails when HandOvers takes what leaves a gap, gives a subject a second number or a number a second subject.
    @Test
    void whatDoesNotContinueTheLedgerIsRefusedWhole() {
        long number = suite.last() + 1;
        suite.handOver(Services.AUTH, List.of(entry(number, facialId))).then().statusCode(204);
        FacialId another = new FacialId(UUID.randomUUID());

        suite.handOver(Services.INDEX, List.of(entry(number + 1, another), entry(number + 3, facialId)))
                .then()
                .statusCode(409);
        suite.handOver(Services.INDEX, List.of(entry(number, another))).then().statusCode(409);
        suite.handOver(Services.INDEX, List.of(entry(number + 1, facialId)))
                .then()
                .statusCode(409)
                .body("code", equalTo("CONFLICT"));

        assertThat(suite.last()).isEqualTo(number);
    }

    // P8: a number in the database below the one in memory. Fails when ledgerIsAt no longer shuts the gate.
    @Test
    void aLedgerThatGoesBackUnderARunningServiceShutsIt() {
        Backup backup = Backup.of(database);
        suite.erase(application, facialId, 0);
        suite.catchUp(Services.AUTH);
        backup.restore();

        suite.poll(Services.INDEX, suite.last(), suite.last());

        get("/q/health/ready").then().statusCode(503);
        suite.erase(application, facialId, 0).then().statusCode(503).body("detail", containsString("restart"));
    }

    // Two polls at once: the one that read first speaks last. Fails when what is read is compared with what another has
    // read meanwhile: a busy ledger would shut itself for good.
    @Test
    void aReadThatIsOnlyLateDoesNotShutIt() {
        long floor = reports.highest();
        reports.ledgerIsAt(floor, floor + 1);

        reports.ledgerIsAt(floor, floor);

        assertThat(reports.open()).isTrue();
    }

    private LedgerEntry entry(long number, FacialId whose) {
        return new LedgerEntry(
                number, Kind.FACIAL_ID, hasher.of(application, whose).bytes(), null, null, false);
    }
}
