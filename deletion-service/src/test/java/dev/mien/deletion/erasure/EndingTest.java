package dev.mien.deletion.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.deletion.ledger.Entry;
import dev.mien.deletion.ledger.Ledger;
import dev.mien.deletion.ledger.LedgerTable;
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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DeletionStack
class EndingTest {
    @Inject
    Suite suite;

    @Inject
    Stream stream;

    @Inject
    Ledger ledger;

    @Inject
    LedgerTable table;

    @Inject
    Database database;

    @Inject
    AdjustableClock clock;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId facialId = new FacialId(UUID.randomUUID());

    @BeforeEach
    void everybodyIsThere() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
    }

    // P5, "deletion-service dies after the entry". Fails when Finisher no longer tells what nobody has told.
    @Test
    void anErasureWhoseProcessDiedAfterTheEntryGoesOnByItself() {
        // Given the entry alone: the process that wrote it never came to tell enrollment-service.
        long number =
                ledger.enter(new Subject(application, facialId), "backend").number();

        clock.advance(Duration.ofSeconds(10));

        await().until(() -> entry(number).ended());
        assertThat(StubbedEnrollment.told())
                .anyMatch(told -> told.get("number").longValue() == number
                        && told.get("facialId").textValue().equals(facialId.toString()));
    }

    // P6, "enrollment-service hangs; DELETE says 202; a login succeeds". Fails when Erasures answers without the end.
    @Test
    void whileEnrollmentServiceHangsNothingIsPromised() {
        StubbedEnrollment.hangs();

        var answer = suite.erase(application, facialId, 0);

        answer.then().statusCode(503).header("Retry-After", notNullValue()).body("code", equalTo("PROCESSING_ERR"));
        assertThat(entry(suite.last()).ended()).isFalse();
    }

    // Whatever enrollment-service answers, its own codes among them, is no promise of ours.
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 500, 503})
    void noFailureOfEnrollmentServiceBecomesAnotherAnswer(int status) {
        StubbedEnrollment.answers(status);

        var answer = suite.erase(application, facialId, 0);

        answer.then().statusCode(503).header("Retry-After", notNullValue()).body("code", equalTo("PROCESSING_ERR"));
    }

    @Test
    void anErasureThatWasRefusedGoesOnByItself() {
        StubbedEnrollment.answers(503);
        suite.erase(application, facialId, 0).then().statusCode(503);
        long number = suite.last();
        StubbedEnrollment.works();

        clock.advance(Duration.ofSeconds(10));

        await().until(() -> entry(number).ended());
        suite.erase(application, facialId, 0)
                .then()
                .statusCode(200)
                .body("ended", equalTo(true))
                .body("number", equalTo((int) number));
    }

    // P7, "enrollment-service restarts between entry and tell": it reads the ledger, ends by itself, and its event is
    // the first that we hear. Fails when erasure.requested no longer counts as the end.
    @Test
    void anEndThatEnrollmentServiceLearntFromTheLedgerCounts() {
        StubbedEnrollment.answers(503);
        suite.erase(application, facialId, 0).then().statusCode(503);
        long number = suite.last();

        stream.requested(application, facialId, 2, number);

        await().until(() -> entry(number).ended());
        suite.erase(application, facialId, 0).then().statusCode(200).body("ended", equalTo(true));
    }

    // P7, "repeats it when asked": the event, or our memory of it, may be lost. Fails when Ending.tell stops for good
    // once it was answered.
    @Test
    void whenRequestedDoesNotComeBackItIsAskedForAgain() {
        suite.erase(application, facialId, 0).then().statusCode(200);
        long number = suite.last();
        StubbedEnrollment.works();

        clock.advance(Duration.ofSeconds(40));

        await().until(() -> StubbedEnrollment.told().stream()
                .anyMatch(told -> told.get("number").longValue() == number));
    }

    @Test
    void itAsksMoreSlowlyEachTime() {
        assertThat(Ending.pause(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Ending.pause(3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Ending.pause(1_000_000)).isEqualTo(Duration.ofMinutes(10));
    }

    private Entry entry(long number) {
        return database.write(tx -> table.byNumber(tx, number)).orElseThrow();
    }
}
