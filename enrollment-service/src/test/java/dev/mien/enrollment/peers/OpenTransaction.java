package dev.mien.enrollment.peers;

import dev.mien.platform.sql.Database;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A transaction that a test holds open while the service runs into it. */
public final class OpenTransaction implements AutoCloseable {
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean commit = true;
    private CompletableFuture<Void> ended;

    private OpenTransaction() {}

    static OpenTransaction begin(Database database, Database.Action work) {
        OpenTransaction open = new OpenTransaction();
        open.ended =
                CompletableFuture.runAsync(() -> open.run(database, work), Executors.newVirtualThreadPerTaskExecutor());
        EnrollmentServiceTest.hold(open.begun);
        return open;
    }

    /** Ends it as if it had never been. */
    public void rollBack() {
        commit = false;
        close();
    }

    /** Commits it, once. */
    @Override
    public void close() {
        letGo.countDown();
        ended.orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(OpenTransaction::rolledBack)
                .join();
    }

    private void run(Database database, Database.Action work) {
        database.execute(tx -> {
            try {
                work.run(tx);
            } finally {
                begun.countDown();
            }
            EnrollmentServiceTest.hold(letGo);
            if (!commit) {
                throw new RolledBack();
            }
        });
    }

    private static Void rolledBack(Throwable failure) {
        if (failure instanceof RolledBack || failure.getCause() instanceof RolledBack) {
            return null;
        }
        throw new AssertionError("the test's own transaction failed", failure);
    }

    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
