package dev.mien.index.replica;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Hit;
import dev.mien.index.head.Head;
import dev.mien.index.vault.FaceVector;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntFunction;

/**
 * One application's faces in memory, a gallery for each model profile, and the head that they are level with. Readers see
 * the state of one head, never half a change; a change that does not end level with its head leaves nothing behind.
 */
final class MemoryIndex {
    private final IntFunction<Gallery> newGallery;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Gallery> galleries = new HashMap<>();
    /** Null while nothing is here that could be searched. */
    private HeadPosition position;

    /** @param newGallery makes a gallery for so many dimensions */
    MemoryIndex(IntFunction<Gallery> newGallery) {
        this.newGallery = newGallery;
    }

    /** What a change may do; valid within {@link Change#apply} alone. */
    interface Writer {
        void insert(long rowId, String profile, FacialId facialId, long rowHash, FaceVector template);

        void erase(long rowId);
    }

    /** Brings the index from where it is to a head. */
    @FunctionalInterface
    interface Change {
        /** @return false when the rows to be applied are not what was once written */
        boolean apply(Writer to) throws SQLException;
    }

    Optional<HeadPosition> position() {
        lock.readLock().lock();
        try {
            return Optional.ofNullable(position);
        } finally {
            lock.readLock().unlock();
        }
    }

    long count() {
        lock.readLock().lock();
        try {
            return rows();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether nothing has to be done to be level with {@code head}. */
    boolean levelWith(Head head) {
        lock.readLock().lock();
        try {
            return head.position().equals(position) && sameRowsAs(head);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** @return empty while there is nothing to be searched: catch up first */
    Optional<Searched> search(Search search) {
        lock.readLock().lock();
        try {
            if (position == null) {
                return Optional.empty();
            }
            Gallery gallery = galleries.get(search.profile());
            if (gallery == null) {
                return Optional.of(new Searched(position, 0, List.of()));
            }
            return Optional.of(search.only() == null ? all(search, gallery) : one(search, gallery));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** @return whether count and checksum equal the head's now; if not, everything is forgotten */
    boolean bring(Head head, Change change) throws SQLException {
        lock.writeLock().lock();
        boolean level = false;
        try {
            level = change.apply(new Applying()) && sameRowsAs(head);
            if (level) {
                position = head.position();
            }
            return level;
        } finally {
            if (!level) {
                clear();
            }
            lock.writeLock().unlock();
        }
    }

    void wipe() {
        lock.writeLock().lock();
        try {
            clear();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Searched all(Search search, Gallery gallery) {
        int searched = gallery.count();
        double floor = search.floor().applyAsDouble(searched);
        return new Searched(position, searched, gallery.search(search.query(), floor, search.most()));
    }

    private Searched one(Search search, Gallery gallery) {
        Optional<Hit> hit = gallery.compare(search.query(), search.only());
        int searched = hit.isPresent() ? 1 : 0;
        double floor = search.floor().applyAsDouble(searched);
        return new Searched(
                position,
                searched,
                hit.filter(found -> found.score() >= floor).stream().toList());
    }

    private boolean sameRowsAs(Head head) {
        long checksum = galleries.values().stream().mapToLong(Gallery::checksum).sum();
        return rows() == head.count() && checksum == head.checksum();
    }

    private long rows() {
        return galleries.values().stream().mapToLong(Gallery::count).sum();
    }

    private void clear() {
        galleries.values().forEach(Gallery::wipe);
        galleries.clear();
        position = null;
    }

    private final class Applying implements Writer {
        @Override
        public void insert(long rowId, String profile, FacialId facialId, long rowHash, FaceVector template) {
            galleries
                    .computeIfAbsent(profile, name -> newGallery.apply(template.dimensions()))
                    .insert(rowId, facialId, rowHash, template);
        }

        @Override
        public void erase(long rowId) {
            galleries.values().forEach(gallery -> gallery.erase(rowId));
        }
    }
}
