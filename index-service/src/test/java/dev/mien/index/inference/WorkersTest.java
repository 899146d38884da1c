package dev.mien.index.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.index.inference.Admission.Busy;
import dev.mien.index.inference.Admission.Done;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One worker, two places to wait. */
class WorkersTest {
    private final AtomicInteger closed = new AtomicInteger();
    private final Workers<AutoCloseable> workers = new Workers<>(1, 2, () -> closed::incrementAndGet);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        release.countDown();
        workers.close();
    }

    @Test
    void whatCannotWaitIsSentAwayAtOnce() throws InterruptedException {
        CompletableFuture<Admission<Integer>> first = occupy(3);

        Admission<Integer> beyond = workers.run(List.of(tools -> 7));

        // Breaks when the queue has no end: memory would be the bound.
        assertThat(beyond).isEqualTo(new Busy<>(Duration.ofSeconds(1)));
        release.countDown();
        assertThat(first.join()).isEqualTo(new Done<>(List.of(1, 1, 1)));
    }

    @Test
    void aRequestIsAdmittedWholeOrNotAtAll() throws InterruptedException {
        CompletableFuture<Admission<Integer>> first = occupy(2);
        var ran = new AtomicInteger();
        Function<AutoCloseable, Integer> task = tools -> ran.incrementAndGet();

        Admission<Integer> tooMany = workers.run(List.of(task, task));

        // Breaks when places are taken one by one: half of a request would be computed for nobody.
        assertThat(tooMany).isInstanceOf(Busy.class);
        release.countDown();
        first.join();
        assertThat(ran).hasValue(0);
        assertThat(workers.free()).isEqualTo(3);
    }

    @Test
    void placesComeBackAfterAFailure() {
        List<Function<AutoCloseable, Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tasks.add(tools -> {
                throw new IllegalStateException("the network failed");
            });
        }

        assertThatExceptionOfType(InferenceException.class).isThrownBy(() -> workers.run(tasks));

        // Breaks when a failing frame keeps its place, or its worker's buffers.
        assertThat(workers.run(List.of(tools -> 1, tools -> 2, tools -> 3))).isEqualTo(new Done<>(List.of(1, 2, 3)));
    }

    @Test
    void whatTheOthersMadeOfAFailedRequestIsDiscarded() {
        List<Integer> discarded = new ArrayList<>();
        List<Function<AutoCloseable, Integer>> tasks = List.of(
                tools -> 1,
                tools -> {
                    throw new IllegalStateException("the network failed");
                },
                tools -> 3);

        assertThatExceptionOfType(InferenceException.class).isThrownBy(() -> workers.run(tasks, discarded::add));

        // Breaks when the good frames' faces of a request that failed are closed by nobody.
        assertThat(discarded).containsExactly(1, 3);
    }

    @Test
    void closingClosesTheTools() throws Exception {
        workers.close();

        assertThat(closed).hasValue(1);
    }

    /** Fills so many places, with the first task running. */
    private CompletableFuture<Admission<Integer>> occupy(int places) throws InterruptedException {
        List<Function<AutoCloseable, Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            tasks.add(tools -> {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return 1;
            });
        }
        CompletableFuture<Admission<Integer>> answer =
                CompletableFuture.supplyAsync(() -> workers.run(tasks), Thread::startVirtualThread);
        begun.await();
        return answer;
    }
}
