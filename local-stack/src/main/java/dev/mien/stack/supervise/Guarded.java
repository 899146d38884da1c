package dev.mien.stack.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** A running process under guard. All calls may come from any thread; each is by the process id that was started. */
public final class Guarded {
    private static final Duration AFTER_GRACE = Duration.ofSeconds(5);

    private final Command command;
    private final Process guard;
    private final PidFile identity;
    private final Path pidFile;
    private final long logFrom;
    private volatile boolean toldToEnd;

    Guarded(Command command, Process guard, PidFile identity, Path pidFile, long logFrom) {
        this.command = command;
        this.guard = guard;
        this.identity = identity;
        this.pidFile = pidFile;
        this.logFrom = logFrom;
    }

    public String name() {
        return command.name();
    }

    public long pid() {
        return identity.pid();
    }

    public Path log() {
        return command.log();
    }

    /** What it said last since this start, for messages. */
    public String logTail() {
        return LogTail.of(command.log(), logFrom);
    }

    public boolean isAlive() {
        return guard.isAlive() && identity.process().isPresent();
    }

    /** How it ended: its exit code, or 128 plus the signal. Waits until it has. */
    public int awaitExit() {
        try {
            return guard.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }

    /** Calls back once, on another thread, with the exit code when the process ends without having been told to. */
    public void onCrash(IntConsumer then) {
        var _ = guard.onExit().thenAccept(ended -> {
            if (!toldToEnd) {
                then.accept(ended.exitValue());
            }
        });
    }

    /** Asks it to end, kills it when its grace is over, and returns when it is gone. Again is no error. */
    public void stop() {
        toldToEnd = true;
        try {
            guard.getOutputStream().close();
        } catch (IOException _) {
            // The guard is gone already, so its reading end is too.
        }
        awaitGone(command.grace().plus(AFTER_GRACE));
    }

    /** SIGKILL, as a crash would look like. */
    public void kill() {
        toldToEnd = true;
        identity.process().ifPresent(ProcessHandle::destroyForcibly);
        awaitGone(AFTER_GRACE);
    }

    /** SIGSTOP: it keeps its connections, and answers nothing. */
    public void pause() {
        Signal.send("STOP", identity);
    }

    /** SIGCONT. */
    public void resume() {
        Signal.send("CONT", identity);
    }

    private void awaitGone(Duration within) {
        try {
            if (!guard.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                identity.process().ifPresent(ProcessHandle::destroyForcibly);
                guard.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(pidFile);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while stopping " + name() + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
