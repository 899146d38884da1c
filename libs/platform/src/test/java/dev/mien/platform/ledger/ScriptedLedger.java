package dev.mien.platform.ledger;

import dev.mien.contracts.deletion.HandOver;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerPage;
import dev.mien.contracts.deletion.LedgerPage.Status;
import dev.mien.contracts.deletion.LedgerPoll;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ledger that says what a test lets it say, and remembers what it was told. */
final class ScriptedLedger implements LedgerApi {
    /** Polls of one test; a follower that asks more often goes round in circles. */
    private static final int MOST_POLLS = 1_000;

    final List<LedgerPoll> polls = new CopyOnWriteArrayList<>();
    final List<HandOver> handedOver = new CopyOnWriteArrayList<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private volatile Status status = Status.FOLLOW;
    private volatile boolean away;
    private volatile int page = LedgerPage.MAXIMUM;

    /** The subject that {@link #enter} gives a number to. */
    static byte[] hash(long number) {
        return ByteBuffer.allocate(LedgerEntry.HASH_BYTES)
                .putLong(number << 32 | 7)
                .array();
    }

    static LedgerEntry entry(long number) {
        return new LedgerEntry(number, LedgerEntry.Kind.FACIAL_ID, hash(number), null, null, false);
    }

    synchronized void enter(long... numbers) {
        for (long number : numbers) {
            entries.add(entry(number));
        }
    }

    synchronized void replace(List<LedgerEntry> by) {
        entries.clear();
        entries.addAll(by);
    }

    void says(Status next) {
        status = next;
    }

    void isAway(boolean gone) {
        away = gone;
    }

    void pagesHave(int most) {
        page = most;
    }

    @Override
    public synchronized LedgerPage poll(LedgerPoll poll) {
        if (polls.size() >= MOST_POLLS) {
            throw new IllegalStateException("polled too often");
        }
        polls.add(poll);
        if (away) {
            throw new IllegalStateException("the ledger is away");
        }
        long last = entries.isEmpty() ? 0 : entries.getLast().number();
        if (status != Status.FOLLOW) {
            return new LedgerPage(status, last, List.of());
        }
        return new LedgerPage(
                status,
                last,
                entries.stream()
                        .filter(entry -> entry.number() > poll.applied())
                        .limit(page)
                        .toList());
    }

    @Override
    public void handOver(HandOver entries) {
        handedOver.add(entries);
    }
}
