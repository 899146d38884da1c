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

/**
 * Faces that are found by their sketches, and compared by their templates. Readers take no lock and writers wait for no
 * reader ({@link Slots}); whoever has read looks once more at what was written meanwhile.
 */
final class ExactGallery implements Gallery {
    /** Of so many faces every one is compared, if need be, however low the floor. */
    private static final int COMPARE_ALL_MAX = Segment.FACES;

    private final Space space;
    private final Passes passes;
    private final long nanosMost;
    private final double safety;
    private final Slots slots;
    private final Courtesy courtesy;

    /**
     * @param nanosMost how long a search may take
     * @param safety {@link Cut#SAFETY}, but where it is measured what less would lose
     */
    ExactGallery(Space space, Passes passes, long nanosMost, double safety) {
        this.space = space;
        this.passes = passes;
        this.nanosMost = nanosMost;
        this.safety = safety;
        this.slots = new Slots(space);
        this.courtesy = new Courtesy(passes::busy);
    }

    @Override
    public void insert(long rowId, FacialId facialId, long rowHash, FaceVector face) {
        requireDimensions(face.dimensions());
        if (rowId < 0 || rowId > Segment.ROW_ID_MAX) {
            throw new IllegalArgumentException("a row's number must be 0 to " + Segment.ROW_ID_MAX);
        }
        slots.insert(rowId, facialId, rowHash, face);
        courtesy.written();
    }

    @Override
    public boolean erase(long rowId) {
        boolean erased = slots.erase(rowId);
        courtesy.written();
        return erased;
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
                long since = slots.changes().position();
                View seen = slots.view();
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
                long since = slots.changes().position();
                Hit[] found = new Hit[1];
                slots.find(hash, slot -> {
                    Segment segment = slots.view().of(slot);
                    Hit hit = segment == null ? null : read(slot, segment, probe);
                    found[0] = hit != null && hit.facialId().equals(only) ? hit : null;
                    return found[0] != null;
                });
                // Not found while somebody was moved: it may have been this one.
                if (found[0] != null || slots.changes().position() == since) {
                    return Optional.ofNullable(found[0]);
                }
            }
        }
    }

    @Override
    public int count() {
        return slots.view().count();
    }

    @Override
    public long checksum() {
        return slots.checksum();
    }

    @Override
    public void wipe() {
        slots.wipe();
    }

    /** Reads one face, whole. @return null when nobody is there */
    Hit read(int slot, Segment segment, Probe probe) {
        int at = View.at(slot);
        while (true) {
            long since = slots.changes().position();
            long tag = segment.tag(at);
            if (tag == 0) {
                return null;
            }
            Hit hit = new Hit(Segment.rowId(tag), segment.facialId(at), segment.score(at, tag, probe, passes.kernel()));
            if (!slots.changes().touched(slot, since)) {
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
        Set<Integer> written = new LinkedHashSet<>();
        for (long from = since; ; written.clear()) {
            long until = slots.changes().since(from, written::add);
            if (until < 0) {
                if (search.isLate()) {
                    throw SearchRefusedException.late();
                }
                return false;
            }
            if (until == from) {
                return true;
            }
            View now = slots.view();
            for (int slot : written) {
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
        return slots.changes();
    }

    /** Segments that are here, for tests that look for leftovers and for what they take. */
    List<Segment> segments() {
        return new ArrayList<>(List.of(slots.view().segments()));
    }

    @Override
    public long bytes() {
        return slots.bytes();
    }

    /** Bytes that this gallery takes beside its faces' rows. */
    long bytesBesideRows() {
        return slots.bytesBesideRows();
    }

    private void requireDimensions(int dimensions) {
        if (dimensions != space.dimensions()) {
            throw new IllegalArgumentException("this gallery holds faces of " + space.dimensions() + " dimensions");
        }
    }
}
