package dev.mien.enrollment.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.contracts.index.TemplateAnswer.Outcome;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.FakeIndex;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Visit;
import dev.mien.testing.peer.Peer;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that change, as this service lets them. Which occasions join is index-service's to say. */
@QuarkusTest
class TemplateTest extends EnrollmentServiceTest {
    @Test
    void aCertainRecognitionIsHandedOnAndTold() {
        // given
        FacialId facialId = agreed(PolicyDraft.TERMS);

        // when
        Reply reply = door.learn(learning(), facialId, "sealed");

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(index.changes()).singleElement().satisfies(call -> {
            assertThat(call.path()).contains(facialId.toString());
            assertThat(call.query()).isEqualTo("purpose=RECOGNIZE");
            assertThat(new String(call.body(), StandardCharsets.UTF_8)).contains("\"sealed\"");
        });
        assertThat(events(EventType.ENROLLMENT_UPDATED, 1))
                .singleElement()
                .satisfies(seen -> assertThat(seen.data().toString())
                        .contains("\"changed\":\"template\"", "\"version\":2", "\"state\":\"active\""));
    }

    // Breaks when what may still join today counts as settled, or what cannot is brought again with every login.
    @ParameterizedTest
    @EnumSource(Outcome.class)
    void theDayIsSettledOnceNothingMoreMayJoin(Outcome outcome) {
        // given
        FacialId facialId = agreed(PolicyDraft.TERMS);
        index.changes(call -> new TemplateAnswer(outcome, 1));

        // when
        Reply reply = door.learn(learning(), facialId, "sealed");

        // then
        boolean settled = EnumSet.of(Outcome.JOINED, Outcome.SAME_DAY, Outcome.FULL, Outcome.MOVED, Outcome.UNCHANGED)
                .contains(outcome);
        assertThat(reply.text()).isEqualTo("{\"settled\":" + settled + "}");
    }

    // Breaks when a move waits for an agreement to learning, or learns without one.
    @ParameterizedTest
    @CsvSource({"false, 2026-01, true", "true, 2025-12, true", "true, 2026-01, false"})
    void wherePeopleMoveWhoeverIsActiveMoves(boolean learns, String terms, boolean movesOnly) {
        // given
        FacialId facialId = agreed(terms);
        PolicyDraft policy = PolicyDraft.usual().movingPeopleTo("other");
        index.changes(call -> new TemplateAnswer(Outcome.MOVED, 1));

        // when
        Reply reply = door.learn(visit().under(learns ? policy.learningTemplates() : policy), facialId, "sealed");

        // then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(index.changes())
                .singleElement()
                .satisfies(call -> assertThat(new String(call.body(), StandardCharsets.UTF_8))
                        .contains("\"movesOnly\":" + movesOnly));
        assertThat(version(facialId)).isEqualTo(2);
    }

    @Test
    void whilePeopleMoveTemplatesTakeNoOccasions() {
        // given
        FacialId facialId = inState("ACTIVE");
        Visit visit = visit().under(PolicyDraft.usual().movingPeopleTo("other")).sending("{}");

        // when
        Reply reply = door.addOccasion(visit, facialId);

        // then
        assertThat(reply.code()).isEqualTo("CONFLICT");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
    }

    // Breaks when the policy of the request is not asked again, or the version of the terms.
    @ParameterizedTest
    @CsvSource({"false, 2026-01", "true, 2025-12"})
    void withoutThePolicyOrTheConsentNothingIsLearned(boolean learns, String terms) {
        // given
        FacialId facialId = agreed(terms);
        Visit visit = learns ? learning() : visit();

        // when
        Reply reply = door.learn(visit, facialId, "sealed");

        // then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"settled\":false}");
        assertThat(index.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "PAUSED", "ERASING", "GONE"})
    void nothingIsLearnedOfWhoIsNotActive(String state) {
        // given
        FacialId facialId = inState(state);

        // when
        door.learn(learning(), facialId, "sealed");

        // then
        assertThat(index.changes()).isEmpty();
    }

    // Breaks when an event tells of a template that stayed as it was.
    @Test
    void whatIsNotLearnedIsNotTold() {
        // given
        FacialId facialId = agreed(PolicyDraft.TERMS);
        index.changes(call -> new TemplateAnswer(Outcome.SAME_DAY, 1));

        // when
        door.learn(learning(), facialId, "sealed");

        // then
        assertThat(version(facialId)).isEqualTo(1);
    }

    // Breaks when the event is written without the row that it tells of: nothing follows the erasure on that key.
    @Test
    void whoIsErasedMeanwhileIsNotTold() {
        // given
        FacialId facialId = agreed(PolicyDraft.TERMS);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch erased = new CountDownLatch(1);
        index.changes(call -> {
            asked.countDown();
            hold(erased);
            return new TemplateAnswer(Outcome.JOINED, 2);
        });

        // when
        CompletableFuture<Reply> learned = meanwhile(() -> door.learn(learning(), facialId, "sealed"));
        hold(asked);
        erase(facialId);
        erased.countDown();
        learned.join();

        // then
        assertThat(state(facialId)).isEqualTo("gone");
        everythingDelivered();
        assertThat(events(EventType.ENROLLMENT_UPDATED, 0)).isEmpty();
    }

    @Test
    void aBackendAddsAnOccasion() {
        // given
        FacialId facialId = inState("ACTIVE");
        Visit visit = visit().sending("{}");

        // when
        Reply reply = door.addOccasion(visit, facialId);

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.body().get("occasions").intValue()).isEqualTo(2);
        assertThat(index.calls(FakeIndex.PROBES))
                .singleElement()
                .satisfies(call -> assertThat(call.query()).contains("purpose=ADD", "facialId=" + facialId));
        assertThat(index.changes()).singleElement().extracting(Peer.Call::query).isEqualTo("purpose=ADD");
        assertThat(version(facialId)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER_FACE, 422, FACE_MISMATCH",
        "UNCERTAIN, 422, FACE_MISMATCH",
        "FULL, 409, CONFLICT",
        "RESEMBLES_ANOTHER, 409, FACE_DUPLICATION",
        "GONE, 404, NOT_FOUND",
        "PROBE_REFUSED, 503, PROCESSING_ERR"
    })
    void aBackendLearnsWhyNothingHasChanged(Outcome outcome, int status, String code) {
        // given
        FacialId facialId = inState("ACTIVE");
        index.changes(call -> new TemplateAnswer(outcome, 4));

        // when
        Reply reply = door.addOccasion(visit().sending("{}"), facialId);

        // then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(version(facialId)).isEqualTo(1);
    }

    // A lost answer: the same frames again. Breaks when it is an error, or is told a second time.
    @Test
    void theSameOccasionAgainIsTheSameAnswer() {
        // given
        FacialId facialId = inState("ACTIVE");
        index.changes(call -> new TemplateAnswer(Outcome.ALREADY_JOINED, 2));

        // when
        Reply reply = door.addOccasion(visit().sending("{}"), facialId);

        // then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("occasions").intValue()).isEqualTo(2);
        assertThat(version(facialId)).isEqualTo(1);
    }

    // Breaks when any of these gets an answer of its own, or is looked for by its face.
    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "PAUSED", "ERASING", "GONE", "ELSEWHERE"})
    void whomTheBackendCannotChangeIsOneAndTheSame404(String state) {
        // given
        FacialId facialId = inState(state.equals("ELSEWHERE") ? "ACTIVE" : state);
        Visit visit = state.equals("ELSEWHERE")
                ? Visit.to(new dev.mien.contracts.ApplicationId(java.util.UUID.randomUUID()))
                : visit();

        // when
        Reply reply = door.addOccasion(visit.sending("{}"), facialId);

        // then
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("NOT_FOUND");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
    }

    @Test
    void framesThatCannotBeUsedChangeNothing() {
        // given
        FacialId facialId = inState("ACTIVE");
        index.probes(
                call -> ProbeAnswer.refused(dev.mien.contracts.Code.NO_FACES_DETECTED, 422, "No frame shows a face."));

        // when
        Reply reply = door.addOccasion(visit().sending("{}"), facialId);

        // then
        assertThat(reply.code()).isEqualTo("NO_FACES_DETECTED");
        assertThat(index.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void moreFramesThanThePolicyAllowsOrAnotherPartAreRefused(int frames) {
        // given
        FacialId facialId = inState("ACTIVE");
        Visit visit = frames == 0 ? visit() : visit().sending("{}").showing("1", "2", "3", "4");

        // when
        Reply reply = door.addOccasion(visit, facialId);

        // then
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE, 200", "PAUSED, 200", "PENDING, 404", "ERASING, 404", "GONE, 404"})
    void aBackendTakesEverythingBackButTheEnrollment(String state, int status) {
        // given
        FacialId facialId = inState(state);

        // when
        Reply reply = door.manage(application, "DELETE", "/profiles/" + facialId + "/templates", null);

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(index.changes()).hasSize(status == 200 ? 1 : 0);
        if (status == 200) {
            assertThat(reply.body().get("occasions").intValue()).isEqualTo(1);
            assertThat(events(EventType.ENROLLMENT_UPDATED, 1))
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.data().toString()).contains("\"changed\":\"template\""));
        }
    }

    @Test
    void aResetOfWhatHasNotLearnedIsNotTold() {
        // given
        FacialId facialId = inState("ACTIVE");
        index.changes(call -> new TemplateAnswer(Outcome.UNCHANGED, 1));

        // when
        Reply reply = door.manage(application, "DELETE", "/profiles/" + facialId + "/templates", null);

        // then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(version(facialId)).isEqualTo(1);
    }

    private Visit learning() {
        return visit().under(PolicyDraft.usual().learningTemplates());
    }

    /** Somebody active, who has agreed to these terms. */
    private FacialId agreed(String terms) {
        FacialId facialId = inState("ACTIVE");
        sql(
                "insert into consent (facial_id, terms_version, source, at) values (?, ?, 'PERSON', now())",
                facialId.value(),
                terms);
        return facialId;
    }

    private long version(FacialId facialId) {
        return count("select version from profile where facial_id = ?", facialId.value());
    }
}
