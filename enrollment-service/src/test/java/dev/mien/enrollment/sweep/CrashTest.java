package dev.mien.enrollment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.OpenTransaction;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Visit;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Crashes between the steps. Everything that lasts is in the database, so a process that hangs for ever at a step
 * leaves what a dead one leaves; and when it goes on later after all, it must not undo what was made of it meanwhile.
 */
@QuarkusTest
class CrashTest extends EnrollmentServiceTest {
    @Inject
    Sweep sweep;

    // Between pending and active. Breaks when the sweep does not take up stale pending rows, or Completion activates
    // what is pending no longer.
    @Test
    void whoDiesBetweenPendingAndActiveIsUndoneAndNeverComesBack() {
        // given
        Visit visit = visit();
        FacialId facialId = new FacialId(UUID.randomUUID());
        CountDownLatch wakesUp = new CountDownLatch(1);
        CompletableFuture<Reply> dead = hangsInStore(visit, facialId, wakesUp);
        aMinutePasses(facialId);

        // when
        sweep.sweep();

        // then
        await().until(() -> state(facialId).equals("gone"));
        assertThat(deletion.undosIn(application)).hasSize(1);
        assertThat(door.enroll(visit).code()).as("the retry").isEqualTo("SESSION_EXPIRED");
        wakesUp.countDown();
        assertThat(dead.join().code()).as("the dead one wakes up").isEqualTo("SESSION_EXPIRED");
        assertThat(profiles()).isZero();
        everythingDelivered();
        assertThat(count("select count(*) from ledger_copy where subject_hash = ?", (Object)
                        subject(facialId).bytes()))
                .isEqualTo(1);
    }

    // Breaks when the sweep takes up what is still being enrolled.
    @Test
    void whoIsPendingForLessThanAMinuteIsLeftAlone() {
        // given
        Visit visit = visit();
        FacialId facialId = new FacialId(UUID.randomUUID());
        CountDownLatch stored = new CountDownLatch(1);
        CompletableFuture<Reply> slow = hangsInStore(visit, facialId, stored);
        sql("update profile set pending_since = now() - interval '50 seconds' where facial_id = ?", facialId.value());

        // when
        sweep.sweep();

        // then
        assertThat(state(facialId)).isEqualTo("PENDING");
        stored.countDown();
        assertThat(slow.join().status()).isEqualTo(201);
    }

    // Sweep and activation at the same moment: the compare-and-set lets one of them win. Breaks when giveUp or activate
    // does not name the state that it starts from.
    @Test
    void sweepAndActivationAtOnceEndInOneOutcome() {
        // given
        Visit visit = visit();
        FacialId facialId = new FacialId(UUID.randomUUID());
        CountDownLatch stored = new CountDownLatch(1);
        CompletableFuture<Reply> enrollment = hangsInStore(visit, facialId, stored);
        aMinutePasses(facialId);
        CompletableFuture<Void> sweeping;

        // when
        try (OpenTransaction _ = open("select 1 from profile where facial_id = ? for update", facialId.value())) {
            stored.countDown();
            somebodyWaitsForALock();
            sweeping = meanwhile(() -> {
                sweep.sweep();
                return null;
            });
            waitForALock(2);
        }

        // then
        sweeping.join();
        assertThat(enrollment.join().status()).as("it came first").isEqualTo(201);
        assertThat(state(facialId)).isEqualTo("ACTIVE");
        assertThat(door.confirm(application, facialId).status()).isEqualTo(200);
    }

    // P7: a delayed store may still land, so the row stays until the ledger's purge. Breaks when the sweep deletes it.
    @ParameterizedTest
    @ValueSource(strings = {"no number", "number, not purged"})
    void theSweepNeverDeletesAProfile(String until) {
        // given
        FacialId facialId = inState("PENDING");
        aMinutePasses(facialId);
        if (until.equals("no number")) {
            deletion.goesAway();
        } else {
            deletion.holdsBack();
        }

        // when
        sweep.sweep();

        // then
        assertThat(state(facialId)).isEqualTo("ERASING");
        deletion.comesBack();
        sweep.sweep();
        follower.wake();
        await().until(() -> state(facialId).equals("gone"));
    }

    // P7: erasing without a number is taken up. Breaks when numberUndone is left out: dead between giving up and the
    // number.
    @Test
    void whoDiesBeforeTheNumberIsNumberedByTheNextSweep() {
        // given
        FacialId facialId = inState("ERASING");

        // when
        sweep.sweep();

        // then
        await().until(() -> state(facialId).equals("gone"));
        assertThat(deletion.undosIn(application)).hasSize(1);
    }

    // Dead between the number and the note of it. Breaks when another number were asked for, or the row waited for the
    // note.
    @Test
    void whoDiesBeforeNotingTheNumberIsPurgedUnderIt() {
        // given
        FacialId facialId = inState("ERASING");

        // when
        long number = deletion.append(application, facialId, true);
        purged(number);

        // then
        assertThat(state(facialId)).isEqualTo("gone");
        sweep.sweep();
        assertThat(deletion.undosIn(application)).isEmpty();
    }

    // Dead after the commit and before the answer. Breaks when outcome and state are not written together.
    @Test
    void whoDiesBetweenCommitAndAnswerIsAnsweredByTheRetry() {
        // given
        Visit visit = visit();
        Reply neverRead = door.enroll(visit);

        // when
        sweep.sweep();

        // then
        assertThat(door.enroll(visit).facialId()).isEqualTo(neverRead.facialId());
        assertThat(events(EventType.ENROLLMENT_COMPLETED, 1)).hasSize(1);
    }

    // The transaction that activates dies. Breaks when state, consent, outcome, token and event are not one
    // transaction.
    @Test
    void whoDiesWhileActivatingLeavesNothingOfIt() {
        // given
        Visit visit = visit();
        FacialId facialId = new FacialId(UUID.randomUUID());
        CountDownLatch stored = new CountDownLatch(1);
        CompletableFuture<Reply> dying = hangsInStore(visit, facialId, stored);

        // when
        try (OpenTransaction _ = open("select 1 from profile where facial_id = ? for update", facialId.value())) {
            stored.countDown();
            somebodyWaitsForALock();
            count("select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock') killed");
            dying.join();
        }

        // then
        assertThat(dying.join().status()).isEqualTo(503);
        assertThat(state(facialId)).isEqualTo("PENDING");
        assertThat(count("select count(*) from consent where facial_id = ?", facialId.value()))
                .isZero();
        assertThat(count("select count(*) from result_token where facial_id = ?", facialId.value()))
                .isZero();
        assertThat(count("select count(*) from outbox where key like ?", application + "%"))
                .isZero();
        aMinutePasses(facialId);
        sweep.sweep();
        await().until(() -> state(facialId).equals("gone"));
        assertThat(door.enroll(visit).code()).isEqualTo("SESSION_EXPIRED");
    }

    // Breaks when outcomes or tokens are kept for ever, or forgotten while a request with them can still arrive.
    @Test
    void whatNobodyCanUseAnyMoreIsForgotten() {
        // given
        Visit old = visit();
        Visit young = visit();
        FacialId oldest = enrolled(old);
        FacialId youngest = enrolled(young);
        sql(
                "update session_outcome set expires_at = now() - interval '1 second' where session_id = ?",
                old.session().value());
        sql("update result_token set expires_at = now() - interval '1 second' where facial_id = ?", oldest.value());

        // when
        sweep.sweep();

        // then
        assertThat(count("select count(*) from session_outcome where application_id = ?", application.value()))
                .isEqualTo(1);
        assertThat(door.enroll(young).facialId()).isEqualTo(youngest);
        assertThat(count("select count(*) from result_token where facial_id = ?", oldest.value()))
                .isZero();
        assertThat(count(
                        "select count(*) from session_outcome where session_id = ? and expires_at > now() + interval '14 minutes'",
                        young.session().value()))
                .isEqualTo(1);
    }

    private void aMinutePasses(FacialId facialId) {
        sql("update profile set pending_since = now() - interval '61 seconds' where facial_id = ?", facialId.value());
    }
}
