package dev.mien.deletion.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.deletion.support.DeletionStack;
import dev.mien.deletion.support.StubbedEnrollment;
import dev.mien.deletion.support.Suite;
import dev.mien.platform.sql.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DeletionStack
class NumberingTest {
    @Inject
    Ledger ledger;

    @Inject
    LedgerTable table;

    @Inject
    Database database;

    @Inject
    Suite suite;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());

    @BeforeEach
    void everybodyIsThere() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
    }

    // P4, numbers without gaps. Fails when Ledger.entry reads the head without "for update".
    @Test
    void fiftyAtOnceGetFiftyConsecutiveNumbers() throws Exception {
        long before = suite.last();
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Long>> asked = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                asked.add(threads.submit(() -> {
                    go.await();
                    return ledger.enter(somebody(), "backend").number();
                }));
            }
            go.countDown();
        }

        List<Long> numbers = new ArrayList<>();
        for (Future<Long> one : asked) {
            numbers.add(one.get());
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(before + 1, before + 50).boxed().toList());
    }

    @Test
    void tenAtOnceForOneSubjectGetOneNumber() {
        Subject subject = somebody();
        List<CompletableFuture<Long>> asked = new ArrayList<>();

        for (int i = 0; i < 10; i++) {
            asked.add(CompletableFuture.supplyAsync(
                    () -> ledger.enter(subject, "backend").number(), Executors.newVirtualThreadPerTaskExecutor()));
        }

        assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    // P4, "number 2 commits before number 1". Fails when the number comes from a sequence, or from a head that is not
    // locked until commit: the second would then be readable while the first is not.
    @Test
    void theNextNumberWaitsForTheFateOfTheOneBefore() throws Exception {
        long before = suite.last();
        CompletableFuture<Entry> second;
        CountDownLatch firstMayCommit = new CountDownLatch(1);
        CountDownLatch firstHasNumber = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(
                () -> database.execute(tx -> {
                    tx.first("select last from ledger_head for update", row -> true);
                    tx.update("insert into ledger (number, kind, subject_hash, erasure_id, undo, channel, requested_at)"
                            + " select last + 1, 'FACIAL_ID', sha256(gen_random_uuid()::text::bytea),"
                            + " gen_random_uuid(), false, 'test', now() from ledger_head");
                    tx.update("update ledger_head set last = last + 1");
                    firstHasNumber.countDown();
                    awaitOf(firstMayCommit);
                }),
                Executors.newVirtualThreadPerTaskExecutor());
        firstHasNumber.await();
        second = CompletableFuture.supplyAsync(
                () -> ledger.enter(somebody(), "backend"), Executors.newVirtualThreadPerTaskExecutor());
        await().until(this::somebodyWaitsForTheHead);
        List<Long> seenMeanwhile = numbersAfter(before);

        firstMayCommit.countDown();

        first.join();
        assertThat(second.join().number()).isEqualTo(before + 2);
        assertThat(seenMeanwhile).isEmpty();
        assertThat(numbersAfter(before)).containsExactly(before + 1, before + 2);
    }

    // A follower that reads while numbers are given never finds one below what it has seen.
    @Test
    void aFollowerSeesEveryNumberOnceAndInOrder() throws Exception {
        long before = suite.last();
        List<Long> followed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> asked = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                asked.add(threads.submit(() -> ledger.enter(somebody(), "backend")));
            }

            for (int polls = 0; followed.size() < 40; polls++) {
                // Whoever has passed over a number waits for it for ever.
                assertThat(polls).isLessThan(2_000);
                long applied = followed.isEmpty() ? before : followed.getLast();
                suite.poll("auth-service", applied, 0).entries().stream()
                        .map(LedgerEntry::number)
                        .forEach(followed::add);
            }

            for (Future<?> one : asked) {
                one.get();
            }
        }
        assertThat(followed)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(before + 1, before + 40).boxed().toList());
    }

    private Subject somebody() {
        return new Subject(application, new FacialId(UUID.randomUUID()));
    }

    private List<Long> numbersAfter(long number) {
        return database.write(tx -> table.after(tx, number, Long.MAX_VALUE, 100)).stream()
                .map(Entry::number)
                .toList();
    }

    private boolean somebodyWaitsForTheHead() {
        return database.write(tx -> tx.exists("select 1 from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock' and query like '%ledger_head%'"));
    }

    private static void awaitOf(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
