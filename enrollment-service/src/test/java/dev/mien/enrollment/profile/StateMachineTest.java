package dev.mien.enrollment.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.event.EventType;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.OpenTransaction;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Subscriber;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every transition from every state: what may follow what is a table, and a transition that comes too late is told so. */
@QuarkusTest
class StateMachineTest extends EnrollmentServiceTest {
    private static final List<String> STATES = List.of("PENDING", "ACTIVE", "PAUSED", "ERASING", "GONE");

    @Inject
    Profiles profiles;

    /** What each does to PENDING, ACTIVE, PAUSED, ERASING and GONE. */
    private enum Transition {
        ACTIVATE("ACTIVE", "-", "-", "-", "-"),
        GIVE_UP("ERASING", "-", "-", "-", "-"),
        PAUSE("-", "PAUSED", "-", "-", "-"),
        RESUME("-", "-", "ACTIVE", "-", "-"),
        END("ERASING", "ERASING", "ERASING", "ERASING", "-"),
        REMOVE("GONE", "GONE", "GONE", "GONE", "-");

        private final List<String> outcomes;

        Transition(String... outcomes) {
            this.outcomes = List.of(outcomes);
        }

        boolean apply(Profiles profiles, Tx tx, SubjectHash subject) {
            return switch (this) {
                case ACTIVATE -> profiles.activate(tx, subject).isPresent();
                case GIVE_UP -> profiles.giveUp(tx, subject);
                case PAUSE ->
                    profiles.change(tx, subject, ProfileState.ACTIVE, ProfileState.PAUSED)
                            .isPresent();
                case RESUME ->
                    profiles.change(tx, subject, ProfileState.PAUSED, ProfileState.ACTIVE)
                            .isPresent();
                case END -> profiles.end(tx, subject, 1_000_000);
                case REMOVE -> profiles.remove(tx, subject) == 1;
            };
        }
    }

    static Stream<Arguments> table() {
        return Arrays.stream(Transition.values())
                .flatMap(transition -> IntStream.range(0, STATES.size())
                        .mapToObj(i -> Arguments.arguments(STATES.get(i), transition, transition.outcomes.get(i))));
    }

    // Breaks when a statement of Profiles does not name the state that it starts from.
    @ParameterizedTest
    @MethodSource("table")
    void fromEachStateEachTransitionDoesWhatTheTableSays(String from, Transition transition, String outcome) {
        // given
        FacialId facialId = inState(from);

        // when
        boolean done = database.write(tx -> transition.apply(profiles, tx, subject(facialId)));

        // then
        assertThat(done).isEqualTo(!outcome.equals("-"));
        assertThat(state(facialId)).isEqualToIgnoringCase(done ? outcome : from);
    }

    // The same through the door. Breaks when what is already so tells an event or rises the version, or when what is
    // not visible to a backend answers anything but the same 404.
    @ParameterizedTest
    @CsvSource({
        "ACTIVE, PAUSED, 200, PAUSED, 2, 1",
        "ACTIVE, ACTIVE, 200, ACTIVE, 1, 0",
        "PAUSED, ACTIVE, 200, ACTIVE, 3, 1",
        "PAUSED, PAUSED, 200, PAUSED, 2, 0",
        "PENDING, ACTIVE, 404, PENDING, 0, 0",
        "PENDING, PAUSED, 404, PENDING, 0, 0",
        "ERASING, ACTIVE, 404, ERASING, 0, 0",
        "ERASING, PAUSED, 404, ERASING, 0, 0",
        "GONE, ACTIVE, 404, GONE, 0, 0",
        "ACTIVE, ERASING, 400, ACTIVE, 1, 0",
        "ACTIVE, PENDING, 400, ACTIVE, 1, 0",
        "GONE, PENDING, 400, GONE, 0, 0"
    })
    void aBackendPausesAndResumes(String from, String to, int status, String state, long version, int told) {
        // given
        FacialId facialId = inState(from);

        // when
        Reply reply = door.setState(application, facialId, to);

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(state(facialId)).isEqualToIgnoringCase(state);
        assertThat(count("select coalesce(max(version), 0) from profile where facial_id = ?", facialId.value()))
                .isEqualTo(version);
        everythingDelivered();
        List<Subscriber.Seen> events = events(EventType.ENROLLMENT_UPDATED, told);
        assertThat(events).hasSize(told);
        if (told == 1) {
            assertThat(events.getFirst().data().get("changed").textValue()).isEqualTo("state");
            assertThat(events.getFirst().data().get("state").textValue()).isEqualToIgnoringCase(state);
        }
    }

    // Breaks when two that ask for the same both count as a change.
    @Test
    void ofManyWhoPauseAtOnceOneIsTold() {
        // given
        FacialId facialId = enrolled();
        List<CompletableFuture<Reply>> replies = IntStream.range(0, 8)
                .mapToObj(each -> meanwhile(() -> door.setState(application, facialId, "PAUSED")))
                .toList();

        // when
        replies.forEach(CompletableFuture::join);

        // then
        assertThat(replies)
                .allSatisfy(reply ->
                        assertThat(reply.join().body().get("state").textValue()).isEqualTo("PAUSED"));
        everythingDelivered();
        assertThat(events(EventType.ENROLLMENT_UPDATED, 1)).hasSize(1);
    }

    // Breaks when what is already so is a conflict, or is told again.
    @ParameterizedTest
    @CsvSource({"ACTIVE, PAUSED", "PAUSED, ACTIVE"})
    void theSameRequestAgainGetsTheSameAnswerAndIsToldOnce(String from, String to) {
        // given
        FacialId facialId = inState(from);
        Reply first = door.setState(application, facialId, to);

        // when
        Reply again = door.setState(application, facialId, to);

        // then
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        everythingDelivered();
        assertThat(events(EventType.ENROLLMENT_UPDATED, 1)).hasSize(1);
    }

    // The connection dies between state and event. Breaks when they are not of one transaction: the repeated
    // request would find the state changed, and tell nobody.
    @Test
    void whatFailedHalfWayIsDoneByTheRepeatedRequest() {
        // given
        FacialId facialId = enrolled();
        String writing = " from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                + " and query ilike 'insert into outbox%'";
        CompletableFuture<Reply> dying;
        try (OpenTransaction holding = holding("outbox")) {
            dying = meanwhile(() -> door.setState(application, facialId, "PAUSED"));
            await().until(() -> count("select count(*)" + writing) > 0);
            count("select count(pg_terminate_backend(pid))" + writing);
            assertThat(dying.join().status()).isGreaterThanOrEqualTo(500);
        }

        // when
        Reply again = door.setState(application, facialId, "PAUSED");

        // then
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.body().get("state").textValue()).isEqualTo("PAUSED");
        everythingDelivered();
        assertThat(events(EventType.ENROLLMENT_UPDATED, 1)).hasSize(1);
    }

    // Breaks when StateSwitch does not take the subject's lock, or changes what it has only looked at: a resume would
    // bring back whom the erasure has just ended.
    @Test
    void nobodyIsResumedOutOfAnErasure() {
        // given
        FacialId facialId = enrolled();
        door.setState(application, facialId, "PAUSED");
        deletion.holdsBack();
        long number = deletion.append(application, facialId, false);
        List<CompletableFuture<Reply>> changes = IntStream.range(0, 12)
                .mapToObj(each ->
                        meanwhile(() -> door.setState(application, facialId, each % 2 == 0 ? "ACTIVE" : "PAUSED")))
                .toList();

        // when
        Reply ended = door.end(application, facialId, number);

        // then
        changes.forEach(CompletableFuture::join);
        assertThat(ended.status()).isEqualTo(204);
        assertThat(state(facialId)).isEqualTo("ERASING");
        assertThat(door.confirm(application, facialId).status()).isEqualTo(404);
    }
}
