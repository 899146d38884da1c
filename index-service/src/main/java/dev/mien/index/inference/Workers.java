package dev.mien.index.inference;

import dev.mien.index.inference.Admission.Busy;
import dev.mien.index.inference.Admission.Done;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A bounded number of threads that compute, each task with the tools of one of them to itself. What waits is bounded,
 * too: beyond that callers are told to come again, before they have spent memory.
 *
 * @param <S> the tools: buffers that are too dear to make for every task
 */
public final class Workers<S extends AutoCloseable> implements AutoCloseable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(10);

    private final ExecutorService threads;
    private final BlockingQueue<S> idle;
    private final Semaphore places;
    private final int workers;

    /**
     * @param workers threads, and sets of tools
     * @param waiting tasks that may wait
     */
    public Workers(int workers, int waiting, Supplier<S> tools) {
        if (workers < 1 || waiting < 0) {
            throw new IllegalArgumentException("somebody must work, and nobody can wait less than not at all");
        }
        this.workers = workers;
        this.places = new Semaphore(workers + waiting);
        this.idle = new ArrayBlockingQueue<>(workers);
        for (int i = 0; i < workers; i++) {
            idle.add(tools.get());
        }
        this.threads = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("inference-", 0).daemon().factory());
    }

    /** As {@link #run(List, Consumer)}, for results that need not be overwritten. */
    public <T> Admission<T> run(List<Function<S, T>> tasks) {
        return run(tasks, result -> {});
    }

    /**
     * Runs all tasks beside each other and waits for the last of them. An exception of one is thrown on, when none of
     * the others is running any more; waiting that is interrupted ends likewise.
     *
     * @param discard what becomes of the results that there are when one of the tasks has failed
     */
    public <T> Admission<T> run(List<Function<S, T>> tasks, Consumer<T> discard) {
        if (tasks.size() > places.availablePermits() || !places.tryAcquire(tasks.size())) {
            return new Busy<>(RETRY_AFTER);
        }
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        for (Function<S, T> task : tasks) {
            futures.add(threads.submit(() -> work(task)));
        }
        return new Done<>(collect(futures, discard));
    }

    private <T> T work(Function<S, T> task) throws InterruptedException {
        try {
            S tools = idle.take();
            try {
                return task.apply(tools);
            } finally {
                idle.add(tools);
            }
        } finally {
            places.release();
        }
    }

    /** Waits for every future whatever happens: a frame must not be closed while a worker still looks at it. */
    private static <T> List<T> collect(List<Future<T>> futures, Consumer<T> discard) {
        List<T> results = new ArrayList<>(futures.size());
        RuntimeException failure = null;
        boolean interrupted = false;
        for (Future<T> future : futures) {
            while (true) {
                try {
                    results.add(future.get());
                    break;
                } catch (ExecutionException failed) {
                    failure = new InferenceException("a frame could not be analysed", failed.getCause());
                    break;
                } catch (InterruptedException asked) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            results.forEach(discard);
            throw failure;
        }
        return results;
    }

    /** How many tasks could begin or wait now. */
    public int free() {
        return places.availablePermits();
    }

    /** How many tasks run at once. */
    public int size() {
        return workers;
    }

    @Override
    public void close() throws Exception {
        threads.shutdown();
        if (!threads.awaitTermination(SHUTDOWN_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InferenceException("frames were still being analysed after " + SHUTDOWN_WAIT);
        }
        for (S tools : idle) {
            tools.close();
        }
    }
}
