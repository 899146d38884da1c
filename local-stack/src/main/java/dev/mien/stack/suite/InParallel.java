package dev.mien.stack.suite;

import dev.mien.stack.supervise.StackFailure;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Several slow things at once. */
final class InParallel {
    private InParallel() {}

    /** Returns when all are done; the first failure interrupts the others and is thrown. */
    static void run(List<Runnable> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var completed = new ExecutorCompletionService<Void>(threads);
            tasks.forEach(task -> completed.submit(task, null));
            try {
                for (int i = 0; i < tasks.size(); i++) {
                    completed.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new StackFailure("Interrupted.", e);
            }
        }
    }
}
