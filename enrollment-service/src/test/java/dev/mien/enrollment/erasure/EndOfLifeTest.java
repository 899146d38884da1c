package dev.mien.enrollment.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.OpenTransaction;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Subscriber;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P6 and P7: when 204 is said, and who hears of an erasure. */
@QuarkusTest
class EndOfLifeTest extends EnrollmentServiceTest {
    // P6. Breaks when EndsOfLife answers before its commit (work handed to another thread, or the state changed later).
    @Test
    void theAnswerComesAfterTheCommitAndNobodyIsRecognizedSince() {
        // given
        FacialId facialId = enrolled();
        deletion.holdsBack();
        long number = deletion.append(application, facialId, false);
        CompletableFuture<Reply> told;

        // when
        try (OpenTransaction _ = open("select 1 from profile where facial_id = ? for update", facialId.value())) {
            told = meanwhile(() -> door.end(application, facialId, number));
            somebodyWaitsForALock();
            assertThat(told).isNotDone();
        }

        // then
        assertThat(told.join().status()).isEqualTo(204);
        assertThat(state(facialId)).isEqualTo("ERASING");
        assertThat(door.confirm(application, facialId).code()).isEqualTo("NOT_FOUND");
    }

    // P6. Breaks when a commit that failed is answered with 204.
    @Test
    void anEndThatDidNotCommitIsNotAnswered204() {
        // given
        FacialId facialId = enrolled();
        deletion.holdsBack();
        long number = deletion.append(application, facialId, false);
        CompletableFuture<Reply> told;

        // when
        try (OpenTransaction _ = open("select 1 from profile where facial_id = ? for update", facialId.value())) {
            told = meanwhile(() -> door.end(application, facialId, number));
            somebodyWaitsForALock();
            count("select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock') killed");
            told.join();
        }

        // then
        assertThat(told.join().status()).isEqualTo(503);
        assertThat(state(facialId)).isEqualTo("ACTIVE");
        assertThat(door.end(application, facialId, number).status()).isEqualTo(204);
    }

    // P6, P7: the end of active and its event are one transaction. Breaks when EndsOfLife commits the one before the
    // other: it dies in between here, and the caller, who was told 503, would find the life half ended.
    @Test
    void whoDiesBetweenTheEndAndItsEventHasEndedNothing() {
        // given
        FacialId facialId = enrolled();
        deletion.holdsBack();
        long number = deletion.append(application, facialId, false);
        OpenTransaction sameEvent = open(
                "insert into announcement (number, subject_hash, version, at) values (?, ?, 1, now()) returning 1",
                number,
                subject(facialId).bytes());

        // when
        CompletableFuture<Reply> told = meanwhile(() -> door.end(application, facialId, number));
        somebodyWaitsForALock();
        count("select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock') killed");
        told.join();
        sameEvent.rollBack();

        // then
        assertThat(told.join().status()).isEqualTo(503);
        assertThat(state(facialId)).isEqualTo("ACTIVE");
        assertThat(door.end(application, facialId, number).status()).isEqualTo(204);
        assertThat(events(EventType.ERASURE_REQUESTED, 1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "ACTIVE", "PAUSED", "ERASING", "GONE"})
    void whateverTheStateItIsEndedAndToldOnce(String state) {
        // given
        FacialId facialId = inState(state);

        // when
        erase(facialId);

        // then
        assertThat(state(facialId)).isEqualTo("gone");
        Subscriber.Seen event = events(EventType.ERASURE_REQUESTED, 1).getFirst();
        assertThat(event.key()).isEqualTo(application + ":" + facialId);
        everythingDelivered();
        assertThat(events(EventType.ERASURE_REQUESTED, 1)).hasSize(1);
    }

    // P7: the version goes on from the last one. Breaks when it does not: subscribers would drop the erasure as old.
    @Test
    void theErasureIsTheHighestVersionOfALife() {
        // given
        FacialId facialId = enrolled();
        door.setState(application, facialId, "PAUSED");
        door.setState(application, facialId, "ACTIVE");

        // when
        long number = erase(facialId);

        // then
        Subscriber.Seen event = events(EventType.ERASURE_REQUESTED, 1).getFirst();
        assertThat(event.data().get("version").longValue()).isEqualTo(4);
        assertThat(event.data().get("number").longValue()).isEqualTo(number);
    }

    // P7: repeated when asked, as the same fact. Breaks when Announcements takes a new id, version or time, or writes
    // nothing the second time.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void toldAgainItSaysTheSameAgain(boolean purged) {
        // given
        FacialId facialId = enrolled();
        if (!purged) {
            deletion.holdsBack();
        }
        long number = deletion.append(application, facialId, false);
        door.end(application, facialId, number);
        if (purged) {
            purged(number);
        }
        everythingDelivered();

        // when
        Reply again = door.end(application, facialId, number);

        // then
        assertThat(again.status()).isEqualTo(204);
        List<Subscriber.Seen> events = events(EventType.ERASURE_REQUESTED, 2);
        assertThat(events).hasSize(2);
        assertThat(events.get(1).headers().get("ce_id"))
                .isEqualTo(events.get(0).headers().get("ce_id"));
        assertThat(events.get(1).text()).isEqualTo(events.get(0).text());
        deletion.comesBack();
        purged(number);
    }

    // P7, first trace (and P5): enrollment-service learns the number from the ledger alone. Breaks when ProfileHolder
    // purges quietly.
    @ParameterizedTest
    @CsvSource({"ACTIVE, 2", "PAUSED, 3", "PENDING, 1", "GONE, 1"})
    void whoLearnsOfItFromTheLedgerAloneTellsOfIt(String state, long version) {
        // given
        FacialId facialId = inState(state);
        long number = deletion.append(application, facialId, false);

        // when
        purged(number);

        // then
        Subscriber.Seen event = events(EventType.ERASURE_REQUESTED, 1).getFirst();
        assertThat(event.data().get("number").longValue()).isEqualTo(number);
        assertThat(event.data().get("facialId").textValue()).isEqualTo(facialId.toString());
        assertThat(event.data().get("version").longValue()).isEqualTo(version);
        assertThat(state(facialId)).isEqualTo("gone");
    }

    // P7: what never became active has no event on the public topic. Breaks when ProfileHolder does not look at "undo".
    @Test
    void ofWhatNeverBecameActiveNobodyOutsideHears() {
        // given
        FacialId undone = inState("ERASING");
        FacialId marker = inState("ACTIVE");

        // when
        purged(deletion.append(application, undone, true));

        // then
        erase(marker);
        assertThat(events(EventType.ERASURE_REQUESTED, 1))
                .extracting(Subscriber.Seen::key)
                .containsOnly(application + ":" + marker);
    }

    // P5: an entry of a completed erasure names nobody (after a restore it is applied once more). Breaks when the purge
    // needs the Facial ID in clear.
    @Test
    void anEntryThatNamesNobodyAnyMoreStillPurges() {
        // given
        FacialId facialId = inState("PAUSED");
        deletion.holdsBack();
        long number = deletion.append(application, facialId, false);
        deletion.complete(number);

        // when
        deletion.comesBack();
        purged(number);

        // then
        assertThat(state(facialId)).isEqualTo("gone");
    }

    // Rule 4: one key, a rising version, in order. Breaks when an event is written outside the subject's lock.
    @Test
    void theLifeOfOneFacialIdIsToldInOrder() {
        // given
        FacialId facialId = enrolled();
        List<CompletableFuture<Reply>> changes = IntStream.range(0, 24)
                .mapToObj(each ->
                        meanwhile(() -> door.setState(application, facialId, each % 2 == 0 ? "PAUSED" : "ACTIVE")))
                .toList();
        changes.forEach(CompletableFuture::join);

        // when
        erase(facialId);

        // then
        events(EventType.ERASURE_REQUESTED, 1);
        List<Subscriber.Seen> life =
                Subscriber.read(EventType.ENROLLMENT_COMPLETED.topic(), application + ":" + facialId);
        List<Long> versions = life.stream()
                .map(seen -> seen.data().get("version").longValue())
                .toList();
        assertThat(versions)
                .isEqualTo(LongStream.rangeClosed(1, life.size()).boxed().toList());
        assertThat(life.getFirst().type()).isEqualTo(EventType.ENROLLMENT_COMPLETED.type());
        assertThat(life.getLast().type()).isEqualTo(EventType.ERASURE_REQUESTED.type());
        List<String> states = life.subList(1, life.size() - 1).stream()
                .map(seen -> seen.data().get("state").textValue())
                .toList();
        for (int i = 0; i < states.size(); i++) {
            assertThat(states.get(i)).isEqualTo(i % 2 == 0 ? "paused" : "active");
        }
        await().until(() -> state(facialId).equals("gone"));
    }
}
