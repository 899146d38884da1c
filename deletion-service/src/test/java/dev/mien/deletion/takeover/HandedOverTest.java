package dev.mien.deletion.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerEntry.Kind;
import dev.mien.contracts.event.EventType;
import dev.mien.deletion.support.DeletionStack;
import dev.mien.deletion.support.Stream;
import dev.mien.deletion.support.StubbedEnrollment;
import dev.mien.deletion.support.Suite;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of an entry that a restored ledger knows by its hash alone. */
@Timeout(60)
@QuarkusTest
@DeletionStack
class HandedOverTest {
    @Inject
    Suite suite;

    @Inject
    Stream stream;

    @Inject
    Database database;

    @Inject
    SubjectHasher hasher;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId facialId = new FacialId(UUID.randomUUID());
    private long number;

    @BeforeEach
    void everybodyIsThere() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
        number = suite.last() + 1;
    }

    // P6: auth-service applied it before enrollment-service was told, and then the ledger was restored. Fails when
    // HandOvers takes any holder's word for the end of a life.
    @Test
    void anotherHoldersWordIsNotTheEndOfALife() {
        suite.handOver(Services.AUTH, List.of(entry(number, facialId))).then().statusCode(204);
        StubbedEnrollment.answers(503);

        Response answer = suite.erase(application, facialId, 0);

        answer.then().statusCode(503);
        StubbedEnrollment.works();
        suite.erase(application, facialId, 0).then().statusCode(200).body("ended", equalTo(true));
    }

    @Test
    void enrollmentServicesOwnWordIs() {
        suite.handOver(Services.ENROLLMENT, List.of(entry(number, facialId)))
                .then()
                .statusCode(204);
        StubbedEnrollment.answers(503);

        Response answer = suite.erase(application, facialId, 0);

        answer.then().statusCode(200).body("ended", equalTo(true)).body("number", equalTo((int) number));
    }

    // Fails when Ledger.entry returns such an entry as it is: nobody could ever read its state, or be told of its end.
    @Test
    void whoAsksAgainGivesItItsName() {
        suite.handOver(Services.AUTH, List.of(entry(number, facialId)));

        UUID erasure = UUID.fromString(suite.erase(application, facialId, 0).path("id"));

        suite.find(application, erasure).then().statusCode(200).body("number", equalTo((int) number));
        stream.requested(application, facialId, 3, number);
        await().until(() -> in("requested_seen_at is not null"));
        suite.allHoldersAreUpToDate();
        await().until(() -> lastWord(EventType.ERASURE_COMPLETED));
    }

    // P5, P7: nobody asks again, but enrollment-service's event names whom it is about. Fails when LastWord does not
    // keep the subject: the erasure would complete, and nobody would hear of it.
    @Test
    void requestedComingBackGivesItItsName() {
        suite.handOver(Services.AUTH, List.of(entry(number, facialId)));

        stream.requested(application, facialId, 3, number);

        await().until(() -> in("requested_seen_at is not null"));
        suite.allHoldersAreUpToDate();
        await().until(() -> lastWord(EventType.ERASURE_COMPLETED));
    }

    // The other order. Fails when LastWord does not repeat what was never told: completed_version is null then.
    @Test
    void whatWasCompletedInSilenceIsToldOnceItsNameIsKnown() {
        suite.handOver(Services.AUTH, List.of(entry(number, facialId)));
        suite.allHoldersAreUpToDate();
        assertThat(in("completed_at is not null")).isTrue();

        stream.requested(application, facialId, 3, number);

        await().until(() -> lastWord(EventType.ERASURE_COMPLETED));
        assertThat(stream.life(application, facialId)
                        .getLast()
                        .data()
                        .get("version")
                        .longValue())
                .isEqualTo(4);
    }

    // P4: numbers are given under one row's lock, by whoever gives them. Fails when HandOvers reads the head without
    // "for update": it would then give a number that is just being given.
    @Test
    void aHandOverWaitsForTheFateOfANumberThatIsBeingGiven() {
        CompletableFuture<Integer> handOver = database.write(tx -> {
            tx.first("select last from ledger_head for update", row -> true);
            tx.update("insert into ledger (number, kind, subject_hash, erasure_id, undo, channel, requested_at)"
                    + " select last + 1, 'FACIAL_ID', sha256(gen_random_uuid()::text::bytea),"
                    + " gen_random_uuid(), false, 'test', now() from ledger_head");
            tx.update("update ledger_head set last = last + 1");
            CompletableFuture<Integer> beside = CompletableFuture.supplyAsync(
                    () -> suite.handOver(Services.AUTH, List.of(entry(number, facialId)))
                            .statusCode(),
                    Executors.newVirtualThreadPerTaskExecutor());
            await().until(() -> beside.isDone() || somebodyWaits());
            return beside;
        });

        // Not "internal error": it has seen the number's owner, and says that the two contradict each other.
        assertThat(handOver.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(409);
        assertThat(suite.last()).isEqualTo(number);
    }

    // P4, without gaps. Fails when HandOvers takes whatever is higher than the last number.
    @Test
    void aNumberThatDoesNotFollowIsRefusedThoughItsSubjectIsNew() {
        suite.handOver(Services.AUTH, List.of(entry(number + 1, facialId)))
                .then()
                .statusCode(409)
                .body("code", equalTo("CONFLICT"));

        assertThat(suite.last()).isEqualTo(number - 1);
    }

    private boolean lastWord(EventType type) {
        List<Stream.Seen> life = stream.life(application, facialId);
        return !life.isEmpty() && life.getLast().type().equals(type.type());
    }

    private boolean in(String state) {
        return database.write(tx -> tx.exists("select 1 from ledger where " + state + " and number = ?", number));
    }

    private boolean somebodyWaits() {
        return database.write(tx -> tx.exists(
                "select 1 from pg_stat_activity where datname = current_database()" + " and wait_event_type = 'Lock'"));
    }

    private LedgerEntry entry(long at, FacialId whose) {
        return new LedgerEntry(at, Kind.FACIAL_ID, hasher.of(application, whose).bytes(), null, null, false);
    }
}
