package dev.mien.deletion.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.event.Topic;
import dev.mien.deletion.support.DeletionStack;
import dev.mien.deletion.support.Stream;
import dev.mien.deletion.support.Stream.Seen;
import dev.mien.deletion.support.StubbedEnrollment;
import dev.mien.deletion.support.Suite;
import dev.mien.platform.sql.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@QuarkusTest
@DeletionStack
class CompletionTest {
    static final List<String> HOLDERS = Services.HOLDERS;
    private static final String COMPLETED = EventType.ERASURE_COMPLETED.type();

    @Inject
    Suite suite;

    @Inject
    Stream stream;

    @Inject
    Database database;

    @Inject
    FulfilledConsumer consumer;

    @Inject
    LifeConsumer lives;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId facialId = new FacialId(UUID.randomUUID());
    private UUID erasure;
    private long number;

    @BeforeEach
    void anErasureIsInProgress() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
        var begun = suite.erase(application, facialId, 0).jsonPath();
        erasure = UUID.fromString(begun.getString("id"));
        number = begun.getLong("number");
    }

    // Fails when Completion.confirmedByAll is content with fewer holders.
    @ParameterizedTest
    @FieldSource("HOLDERS")
    void everyHolderIsWaitedFor(String last) {
        requestedCameBack();
        HOLDERS.stream().filter(holder -> !holder.equals(last)).forEach(this::confirm);
        assertThat(completed()).isFalse();

        confirm(last);

        assertThat(completed()).isTrue();
    }

    // P5: progress confirms what no event did (lost, or swallowed by a restored ledger). Fails when Polls no longer
    // takes it for a confirmation.
    @ParameterizedTest
    @FieldSource("HOLDERS")
    void progressConfirmsAsAnEventDoes(String last) {
        requestedCameBack();
        HOLDERS.stream().filter(holder -> !holder.equals(last)).forEach(this::confirm);

        suite.catchUp(last);

        assertThat(completed()).isTrue();
    }

    @Test
    void toHaveAppliedIsNotToHaveFulfilled() {
        requestedCameBack();
        HOLDERS.stream().filter(holder -> !holder.equals(Services.INDEX)).forEach(this::confirm);

        suite.poll(Services.INDEX, number, number - 1);

        assertThat(completed()).isFalse();
    }

    // events.md, rule 4: the last word follows erasure.requested through this very topic. Fails when
    // Completion.consider does not wait for it.
    @Test
    void nothingIsCompleteBeforeRequestedCameBack() {
        HOLDERS.forEach(this::confirm);
        assertThat(completed()).isFalse();

        requestedCameBack();

        assertThat(completed()).isTrue();
        await().until(() -> !life().isEmpty() && life().getLast().type().equals(COMPLETED));
        assertThat(life()).extracting(Seen::type).containsExactly(EventType.ERASURE_REQUESTED.type(), COMPLETED);
        assertThat(life().getLast().id()).isEqualTo(Completion.eventId(number));
        assertThat(life().getLast().data().get("version").longValue()).isEqualTo(4);
        assertThat(life().getLast().data().get("holders")).hasSize(HOLDERS.size());
    }

    // P7, "an old relay resumes and puts requested after completed". Fails when LastWord no longer repeats.
    @Test
    void completedIsTheLastWordAlsoAfterASecondRequested() {
        completeIt();

        stream.requested(application, facialId, 3, number);

        await().until(() -> life().size() == 4);
        assertThat(life().getLast()).isEqualTo(life().get(1));
    }

    // The same for whatever else an old relay may bring. Fails when LifeConsumer hears only of erasures.
    @Test
    void completedIsTheLastWordAlsoAfterAnUpdate() {
        completeIt();

        stream.updated(application, facialId, 2);

        await().until(() -> life().size() == 4);
        assertThat(life().getLast()).isEqualTo(life().get(1));
    }

    // An old relay may bring the beginning after the end. Fails when LifeConsumer does not hear of enrollments.
    @Test
    void completedIsTheLastWordAlsoAfterAnEnrollment() {
        completeIt();

        stream.enrolled(application, facialId, 1);

        await().until(() -> life().size() == 4);
        assertThat(life().getLast()).isEqualTo(life().get(1));
    }

    // What has been delivered stands in the outbox until the relay takes it out. Fails when Completion.repeat takes it
    // for what is still to be delivered, and would follow.
    @Test
    void completedIsSaidAgainThoughItHasNotLeftTheOutbox() {
        database.execute(tx -> tx.update("create or replace function mien_test_wait() returns trigger language plpgsql"
                + " as 'begin perform pg_advisory_xact_lock_shared(4713); return old; end'"));
        database.execute(
                tx -> tx.update(
                        "create trigger mien_test_wait before delete on outbox for each row execute function mien_test_wait()"));
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        var held = CompletableFuture.runAsync(
                () -> database.execute(tx -> {
                    tx.list("select pg_advisory_xact_lock(4713)", row -> true);
                    locked.countDown();
                    reached(letGo);
                }),
                Executors.newVirtualThreadPerTaskExecutor());
        try {
            reached(locked);
            completeIt();

            lives.hear(stream.request(application, facialId, 3, number));

            List<Integer> said = database.write(tx ->
                    tx.list("select 1 from outbox where ce_id = ?", row -> row.getInt(1), Completion.eventId(number)));
            assertThat(said).hasSize(2);
        } finally {
            letGo.countDown();
            held.join();
            database.execute(tx -> tx.update("drop trigger mien_test_wait on outbox"));
        }
    }

    private static void reached(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    // Fails when LastWord takes any number for the entry's: what another number tells of is another ledger's.
    @Test
    void anotherNumberIsNotThisErasure() {
        HOLDERS.forEach(this::confirm);

        lives.hear(stream.request(application, facialId, 3, number + 1000));

        assertThat(completed()).isFalse();
    }

    // Delivery is at least once. Fails when a second confirmation or requested makes a second completion.
    @Test
    void everythingTwiceIsOneCompletion() {
        HOLDERS.forEach(this::confirm);
        HOLDERS.forEach(this::confirm);
        HOLDERS.forEach(suite::catchUp);

        completeIt();

        assertThat(life()).extracting(Seen::type).containsExactly(EventType.ERASURE_REQUESTED.type(), COMPLETED);
        var confirmations = suite.find(application, erasure).jsonPath().getList("confirmations.holder");
        assertThat(confirmations).hasSize(HOLDERS.size());
    }

    // Fails when FulfilledConsumer believes whoever writes: each confirms for itself alone.
    @Test
    void nobodyConfirmsForAnother() {
        requestedCameBack();
        HOLDERS.stream().filter(holder -> !holder.equals(Services.AUTH)).forEach(this::confirm);

        consumer.hear(stream.confirmation("/services/index-service", Services.AUTH, number, Instant.now()));
        consumer.hear(stream.confirmation("/services/stranger", "stranger", number, Instant.now()));
        consumer.hear(stream.confirmation("/services/" + Services.AUTH, Services.AUTH, number + 1000, Instant.now()));

        assertThat(completed()).isFalse();
    }

    // Fails when an event that nobody can read stops those behind it.
    @Test
    void poisonIsPassedOver() {
        Map<String, String> headers = Map.of(
                "ce_id", UUID.randomUUID().toString(), "ce_type", EventType.ERASURE_REQUESTED.type(), "ce_source", "x");
        String key = application + ":" + facialId;
        for (byte[] value : List.of(new byte[0], "null".getBytes(UTF_8), "{}".getBytes(UTF_8), "{".getBytes(UTF_8))) {
            stream.raw(Topic.ENROLLMENTS, key, headers, value);
            stream.raw(Topic.ERASURES, Long.toString(number), headers, value);
        }
        stream.raw(Topic.ENROLLMENTS, key, Map.of("ce_type", EventType.ERASURE_REQUESTED.type()), new byte[] {1});
        HOLDERS.forEach(holder -> stream.fulfilled(holder, number));

        stream.requested(application, facialId, 3, number);

        await().until(this::completed);
    }

    // Fails when the subject outlives its erasure, or stands anywhere in clear before.
    @Test
    void noTableNamesWhoWasErased() {
        assertThat(tablesWith(facialId)).isEmpty();
        assertThat(sealed()).isTrue();

        completeIt();
        await().until(() -> database.write(tx -> !tx.exists("select 1 from outbox")));

        assertThat(tablesWith(facialId)).isEmpty();
        assertThat(sealed()).isFalse();
    }

    private void completeIt() {
        HOLDERS.forEach(this::confirm);
        requestedCameBack();
        await().until(() -> life().stream().anyMatch(seen -> seen.type().equals(COMPLETED)));
    }

    private void confirm(String holder) {
        consumer.hear(stream.confirmation("/services/" + holder, holder, number, Instant.now()));
    }

    private void requestedCameBack() {
        stream.requested(application, facialId, 3, number);
        await().until(() -> database.write(
                tx -> tx.exists("select 1 from ledger where number = ? and requested_seen_at is not null", number)));
    }

    private boolean completed() {
        return suite.find(application, erasure).path("completedAt") != null;
    }

    private List<Seen> life() {
        return stream.life(application, facialId);
    }

    private boolean sealed() {
        return database.write(
                tx -> tx.exists("select 1 from ledger where number = ? and sealed_subject is not null", number));
    }

    /** Whole rows as text: an identifier would show as itself, or as its 16 bytes in hexadecimal. */
    private List<String> tablesWith(FacialId whose) {
        String hexadecimal = whose.toString().replace("-", "");
        return database.write(tx -> tx
                .list(
                        "select table_name from information_schema.tables where table_schema = 'public'"
                                + " and table_type = 'BASE TABLE' and table_name <> 'outbox'",
                        row -> row.getString(1))
                .stream()
                .filter(table -> tx.exists(
                        "select 1 from " + table + " t where replace(t::text, '-', '') like ?",
                        "%" + hexadecimal + "%"))
                .toList());
    }
}
