package dev.mien.index.search;

import dev.mien.contracts.FacialId;
import dev.mien.index.vault.FaceVector;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/**
 * Where a gallery's faces lie: by row and by Facial ID, in slots without gaps. One writer at a time, who waits for no
 * reader. Erasing a face moves the last one into its slot and overwrites where it was; in which order, so that no
 * reader misses whoever is here throughout, is told at {@link #write} and {@link #vacate}.
 */
final class Slots {
    private static final int FIRST_CAPACITY = 64;
    /** Slots whose change is remembered for readers, at least, and one of so many. */
    private static final int CHANGES_MIN = 4096;

    private static final int CHANGES_SHARE = 64;

    private final Space space;
    private final Changes changes = new Changes();
    private final Lock writing = new ReentrantLock();
    private final Template template;
    private final SlotTable byRow =
            new SlotTable(slot -> Segment.rowId(segment(slot).tag(View.at(slot))));
    private final SlotTable byFacialId = new SlotTable(slot -> segment(slot).facialIdHash(View.at(slot)));
    private volatile View view = View.EMPTY;
    private volatile long checksum;

    Slots(Space space) {
        this.space = space;
        this.template = new Template(space.shape());
    }

    /** What a reader goes by, from one moment. */
    View view() {
        return view;
    }

    /** What readers look at when they have finished. */
    Changes changes() {
        return changes;
    }

    long checksum() {
        return checksum;
    }

    /** Puts a face there, or another in place of the one of that row. */
    void insert(long rowId, FacialId facialId, long rowHash, FaceVector face) {
        writing.lock();
        try {
            space.encode(face.expose(), template);
            int old = slotOf(rowId);
            int slot = view.count();
            makeRoom(slot);
            write(slot, rowId, facialId, rowHash);
            view = new View(view.segments(), slot + 1);
            long difference = rowHash;
            // The new one is there before the old one goes: a reader finds one of them.
            if (old != SlotTable.ABSENT) {
                difference -= segment(old).rowHash(View.at(old));
                byRow.move(old, slot);
                byFacialId.add(slot);
                byFacialId.remove(old);
                vacate(old);
            } else {
                byRow.add(slot);
                byFacialId.add(slot);
            }
            checksum += difference;
        } finally {
            template.clear();
            writing.unlock();
        }
    }

    /** @return false when it is not there */
    boolean erase(long rowId) {
        writing.lock();
        try {
            int slot = slotOf(rowId);
            if (slot == SlotTable.ABSENT) {
                return false;
            }
            checksum -= segment(slot).rowHash(View.at(slot));
            byRow.remove(slot);
            byFacialId.remove(slot);
            vacate(slot);
            return true;
        } finally {
            writing.unlock();
        }
    }

    /** Overwrites everybody. */
    void wipe() {
        writing.lock();
        try {
            View gone = view;
            view = View.EMPTY;
            changes.everything();
            for (Segment segment : gone.segments()) {
                segment.zeroAll();
            }
            byRow.clear();
            byFacialId.clear();
            checksum = 0;
        } finally {
            writing.unlock();
        }
    }

    /** Offers the slots that may be of a Facial ID, by its hash, until one is taken. */
    void find(long facialIdHash, IntPredicate slot) {
        byFacialId.find(facialIdHash, slot);
    }

    /** Bytes that all of it takes. */
    long bytes() {
        long memory = 0;
        for (Segment segment : view.segments()) {
            memory += segment.bytes();
        }
        return memory + byRow.bytes() + byFacialId.bytes() + changes.bytes();
    }

    /** Of these, what is not the faces' rows. */
    long bytesBesideRows() {
        return bytes() - (long) view.capacity() * space.shape().size();
    }

    /**
     * Writes the face that {@link #template} holds. The tag is zero before anything else changes, so nobody takes what
     * is half written; the slot is logged when it is begun, so whoever has read the tag before looks again; and when it
     * is finished, so whoever has looked too early looks once more.
     */
    private void write(int slot, long rowId, FacialId facialId, long rowHash) {
        Segment to = segment(slot);
        int at = View.at(slot);
        begin(slot);
        to.write(at, facialId, rowHash, template);
        to.tag(at, Segment.tagOf(rowId, template.square));
        changes.add(slot);
    }

    private void begin(int slot) {
        segment(slot).tag(View.at(slot), 0);
        changes.add(slot);
    }

    /**
     * Empties a slot that no table names any more: the last face comes here. It is whole in its new slot, and found
     * there, before the old one is overwritten.
     */
    private void vacate(int slot) {
        int last = view.count() - 1;
        if (slot != last) {
            Segment from = segment(last);
            Segment to = segment(slot);
            begin(slot);
            from.copy(View.at(last), to, View.at(slot));
            to.tag(View.at(slot), from.tag(View.at(last)));
            changes.add(slot);
            byRow.move(last, slot);
            byFacialId.move(last, slot);
        }
        begin(last);
        segment(last).zero(View.at(last));
        view = new View(view.segments(), last);
        letGo();
    }

    /** Lets go of the last segment, which is zeroed, once the one before it is empty as well. */
    private void letGo() {
        Segment[] held = view.segments();
        if (held.length > 1 && view.count() <= (held.length - 2) * Segment.FACES) {
            view = new View(Arrays.copyOf(held, held.length - 1), view.count());
        }
    }

    private void makeRoom(int slot) {
        View full = view;
        if (slot < full.capacity()) {
            return;
        }
        Segment[] segments = full.segments();
        Segment small = segments.length == 1 && segments[0].capacity() < Segment.FACES ? segments[0] : null;
        if (small != null) {
            Segment larger = new Segment(space.shape(), small.capacity() * 2);
            for (int at = 0; at < full.count(); at++) {
                small.copy(at, larger, at);
                larger.tag(at, small.tag(at));
            }
            view = new View(new Segment[] {larger}, full.count());
            // Readers that are in the small one begin anew: it is overwritten under them.
            changes.everything();
            small.zeroAll();
            return;
        }
        Segment[] more = Arrays.copyOf(segments, segments.length + 1);
        more[segments.length] = new Segment(space.shape(), segments.length == 0 ? FIRST_CAPACITY : Segment.FACES);
        view = new View(more, full.count());
        if (segments.length > 0) {
            changes.remember(Math.max(CHANGES_MIN, view.capacity() / CHANGES_SHARE));
        }
    }

    private int slotOf(long rowId) {
        return byRow.find(rowId, slot -> Segment.rowId(segment(slot).tag(View.at(slot))) == rowId);
    }

    private Segment segment(int slot) {
        return view.of(slot);
    }
}
