package dev.mien.index.replica;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.index.gallery.Galleries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One index and its catching up: one at a time, shared by all who asked before it began. Whoever asks gets a head that
 * was read after they asked.
 */
final class IndexReplica {
    /** An index that did not add up is read again after this: doing so for every probe would only add to the trouble. */
    private static final Duration RETRY_UNEQUAL = Duration.ofSeconds(2);

    private final ApplicationId application;
    private final CatchUp catchUp;
    private final Clock clock;
    private final MemoryIndex memory;
    private final LongAdder searches = new LongAdder();
    private final LongAdder searching = new LongAdder();
    private final Lock catching = new ReentrantLock();
    private volatile long begun;
    private long ended;
    private volatile Instant unequalSince;
    /** Whether it has to be read anew, for which it has to be this replica's turn. */
    private boolean differs;

    IndexReplica(ApplicationId application, CatchUp catchUp, Galleries galleries, Clock clock) {
        this.application = application;
        this.catchUp = catchUp;
        this.clock = clock;
        this.memory = new MemoryIndex(galleries);
    }

    /** @param lease asked once it is this call's turn, so that nothing is read under a lease that a wipe has ended */
    CatchUp.Outcome catchUp(Supplier<Optional<UUID>> lease) {
        long before = begun;
        catching.lock();
        try {
            if (ended > before) {
                return CatchUp.Outcome.LEVEL;
            }
            if (waitsForRetry()) {
                return CatchUp.Outcome.UNEQUAL;
            }
            Optional<UUID> held = lease.get();
            if (held.isEmpty()) {
                return CatchUp.Outcome.LEASE_LOST;
            }
            long mine = begun + 1;
            begun = mine;
            CatchUp.Outcome outcome = differs ? CatchUp.Outcome.DIFFERS : catchUp.run(held.get(), application, memory);
            if (outcome == CatchUp.Outcome.DIFFERS) {
                differs = true;
                outcome = catchUp.rebuild(held.get(), application, memory);
            }
            differs = differs ? outcome != CatchUp.Outcome.LEVEL : outcome == CatchUp.Outcome.UNEQUAL;
            unequalSince = outcome == CatchUp.Outcome.UNEQUAL ? clock.instant() : null;
            if (outcome == CatchUp.Outcome.LEVEL) {
                ended = mine;
            }
            return outcome;
        } finally {
            catching.unlock();
        }
    }

    Optional<Searched> search(Search search) {
        return memory.search(search);
    }

    /** Forgets everything; a catching up that has begun is waited for, so that it cannot bring anything back. */
    void wipe() {
        catching.lock();
        try {
            memory.wipe();
            unequalSince = null;
            differs = false;
        } finally {
            catching.unlock();
        }
    }

    Optional<HeadPosition> position() {
        return memory.position();
    }

    /** As of which change nobody is here who was erased: also said of an index that does not add up, and so is empty. */
    Optional<HeadPosition> standing() {
        return memory.standing();
    }

    long count() {
        return memory.count();
    }

    /** Notes what one search took. */
    void searched(long nanos) {
        searches.increment();
        searching.add(nanos);
    }

    Use use() {
        return new Use(memory.bytes(), searches.sum(), Duration.ofNanos(searching.sum()));
    }

    boolean unequal() {
        return unequalSince != null;
    }

    private boolean waitsForRetry() {
        Instant since = unequalSince;
        return since != null && clock.instant().isBefore(since.plus(RETRY_UNEQUAL));
    }
}
