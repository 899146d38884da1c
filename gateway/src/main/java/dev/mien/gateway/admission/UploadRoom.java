package dev.mien.gateway.admission;

import dev.mien.platform.multipart.Bounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that bodies with frames may take up at once, in bytes as they are declared; thread safe. A few visitors
 * with the largest bodies would otherwise end the process for everyone.
 */
@ApplicationScoped
public class UploadRoom {
    /** As it comes in, while it grows, its parts, and as it goes out: a body is held so many times. */
    private static final int COPIES = 4;

    /** Of the heap, in percent; the rest is everybody else's. */
    private static final int SHARE = 70;

    private final long size;
    private final AtomicLong free;

    @Inject
    public UploadRoom() {
        this(Math.max(Bounds.BODY_BYTES, Runtime.getRuntime().maxMemory() / 100 * SHARE / COPIES));
    }

    UploadRoom(long bytes) {
        this.size = bytes;
        this.free = new AtomicLong(bytes);
    }

    /** @return whether there was room; if so, the caller gives it back */
    boolean take(long bytes) {
        long before;
        do {
            before = free.get();
            if (before < bytes) {
                return false;
            }
        } while (!free.compareAndSet(before, before - bytes));
        return true;
    }

    void give(long bytes) {
        if (free.addAndGet(bytes) > size) {
            throw new IllegalStateException("room was given back that nobody had taken");
        }
    }

    long free() {
        return free.get();
    }
}
