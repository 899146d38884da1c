package dev.mien.index.search;

import dev.mien.contracts.FacialId;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.vault.FaceVector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Faces that are found by their sketches, and compared by their templates. Readers take no lock and writers wait for no
 * reader. Erasing a face moves the last one into its slot and overwrites where it was; in which order, so that no
 * reader misses whoever is here throughout, is told at {@link #write} and {@link #vacate}.
 */
final class ExactGallery implements Gallery {
    private static final int FIRST_CAPACITY = 64;
    /** Of so many faces every one is compared, if need be, however low the floor. */
    private static final int COMPARE_ALL_MAX = Segment.FACES;
    /** Slots whose change is remembered for readers, at least, and one of so many. */
    private static final int CHANGES_MIN = 4096;

    private static final int CHANGES_SHARE = 64;

    private final Space space;
    private final Passes passes;
    private final long nanosMost;
    private final double safety;
    private final Changes changes = new Changes();
    private final Lock writing = new ReentrantLock();
    private final Template template;
    private final SlotTable byRow =
            new SlotTable(slot -> Segment.rowId(segment(slot).tag(View.at(slot))));
    private final SlotTable byFacialId = new SlotTable(slot -> segment(slot).facialIdHash(View.at(slot)));
    private volatile View view = View.EMPTY;
    private volatile long checksum;

    /**
     * @param nanosMost how long a search may take
     * @param safety {@link Cut#SAFETY}, but where it is measured what less would lose
     */
    ExactGallery(Space space, Passes passes, long nanosMost, double safety) {
        this.space = space;
        this.passes = passes;
        this.nanosMost = nanosMost;
        this.safety = safety;
        this.template = new Template(space.shape());
    }

    @Override
    public void insert(long rowId, FacialId facialId, long rowHash, FaceVector face) {
        requireDimensions(face.dimensions());
        if (rowId < 0 || rowId > Segment.ROW_ID_MAX) {
            throw new IllegalArgumentException("a row's number must be 0 to " + Segment.ROW_ID_MAX);
        }
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

    @Override
    public boolean erase(long rowId) {
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

    @Override
    public List<Hit> search(Query query, double floor, int most) {
        requireDimensions(query.dimensions());
        if (!(floor >= -1 && floor <= 1) || most < 1) {
            throw new IllegalArgumentException("a floor is a cosine, and a search is for one face at least");
        }
        long deadline = System.nanoTime() + nanosMost;
        try (Probe probe = new Probe(space, query.expose())) {
            while (true) {
                long since = changes.position();
                View seen = view;
                boolean low = floor < space.lowestFloor();
                if (low && seen.count() > COMPARE_ALL_MAX) {
                    throw SearchRefusedException.floorTooLow(floor, space.lowestFloor());
                }
                Best best = new Best(floor, most);
                Search search = new Search(this, space, seen, probe, best, low, deadline);
                if (seen.count() > 0) {
                    passes.run(search);
                }
                if (lookAgain(search, since)) {
                    return best.inOrder();
                }
            }
        }
    }

    @Override
    public Optional<Hit> compare(Query query, FacialId only) {
        requireDimensions(query.dimensions());
        long hash = only.value().getLeastSignificantBits();
        try (Probe probe = new Probe(space, query.expose())) {
            while (true) {
                long since = changes.position();
                Hit[] found = new Hit[1];
                byFacialId.find(hash, slot -> {
                    Segment segment = view.of(slot);
                    Hit hit = segment == null ? null : read(slot, segment, probe);
                    found[0] = hit != null && hit.facialId().equals(only) ? hit : null;
                    return found[0] != null;
                });
                // Not found while somebody was moved: it may have been this one.
                if (found[0] != null || changes.position() == since) {
                    return Optional.ofNullable(found[0]);
                }
            }
        }
    }

    @Override
    public int count() {
        return view.count();
    }

    @Override
    public long checksum() {
        return checksum;
    }

    @Override
    public void wipe() {
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

    /** Reads one face, whole. @return null when nobody is there */
    Hit read(int slot, Segment segment, Probe probe) {
        int at = View.at(slot);
        while (true) {
            long since = changes.position();
            long tag = segment.tag(at);
            if (tag == 0) {
                return null;
            }
            Hit hit = new Hit(Segment.rowId(tag), segment.facialId(at), segment.score(at, tag, probe, passes.kernel()));
            if (!changes.touched(slot, since)) {
                return hit;
            }
        }
    }

    /**
     * Looks at every slot that has been written since a search began: what was moved there, the search may have missed
     * where it was.
     *
     * @return false when so much has changed that the search has to be made anew
     */
    private boolean lookAgain(Search search, long since) {
        Set<Integer> slots = new LinkedHashSet<>();
        for (long from = since; ; slots.clear()) {
            long until = changes.since(from, slots::add);
            if (until < 0) {
                if (search.isLate()) {
                    throw SearchRefusedException.late();
                }
                return false;
            }
            if (until == from) {
                return true;
            }
            View now = view;
            for (int slot : slots) {
                Segment segment = now.of(slot);
                if (segment != null) {
                    search.offer(slot, segment);
                }
            }
            from = until;
        }
    }

    Space space() {
        return space;
    }

    double safety() {
        return safety;
    }

    /** What readers go by, for tests of what they are told. */
    Changes changes() {
        return changes;
    }

    /** Segments that are here, for tests that look for leftovers and for what they take. */
    List<Segment> segments() {
        return new ArrayList<>(List.of(view.segments()));
    }

    @Override
    public long bytes() {
        long memory = segments().stream()
                .flatMap(segment -> segment.memory().stream())
                .mapToLong(part -> part.byteSize())
                .sum();
        return memory + byRow.bytes() + byFacialId.bytes() + changes.bytes();
    }

    /** Bytes that this gallery takes beside its faces' rows. */
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
            view = new View(java.util.Arrays.copyOf(held, held.length - 1), view.count());
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
        Segment[] more = java.util.Arrays.copyOf(segments, segments.length + 1);
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

    private void requireDimensions(int dimensions) {
        if (dimensions != space.dimensions()) {
            throw new IllegalArgumentException("this gallery holds faces of " + space.dimensions() + " dimensions");
        }
    }
}
