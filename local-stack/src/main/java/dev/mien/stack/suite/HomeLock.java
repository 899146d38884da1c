package dev.mien.stack.suite;

import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.supervise.Leftovers;
import dev.mien.stack.supervise.PidFile;
import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** One launcher for one home. The kernel gives the lock back when the launcher ends, however it ends. */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;
    private final Home home;

    private HomeLock(FileChannel channel, Home home) {
        this.channel = channel;
        this.home = home;
    }

    /** Takes the lock, and waits for what a killed launcher's guards are still ending. */
    static HomeLock take(Home home, Ports ports) {
        try {
            Files.createDirectories(home.run());
            var channel =
                    FileChannel.open(home.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                var by = PidFile.read(home.launcherPid()).map(pid -> " (process " + pid.pid() + ")");
                throw new StackFailure("A suite is running from " + home.root() + " already" + by.orElse("")
                        + ": use it, stop it with ./mien down, or choose another MIEN_HOME and MIEN_PORT.");
            }
            Leftovers.clear(home.run());
            Files.deleteIfExists(home.readyMarker());
            Files.writeString(home.basePort(), Integer.toString(ports.base()));
            PidFile.writeOwn(home.launcherPid());
            return new HomeLock(channel, home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** Says to whoever waits for it that everything is ready. */
    void markReady() {
        try {
            Files.writeString(home.readyMarker(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(home.readyMarker());
            Files.deleteIfExists(home.launcherPid());
            Files.deleteIfExists(home.basePort());
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
