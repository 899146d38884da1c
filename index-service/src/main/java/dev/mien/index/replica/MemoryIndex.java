package dev.mien.index.replica;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.index.gallery.Galleries;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Scope;
import dev.mien.index.head.Head;
import dev.mien.index.head.TemplateRow;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One application's faces in memory, a gallery for each model profile, and the head that they are level with. Readers
 * never wait: they see everything up to the head that they name, and of a change that is being made meanwhile each face
 * as it was or as it will be. A change that does not end level with its head leaves nothing behind.
 */
final class MemoryIndex {
    private final Galleries maker;
    private final Lock writing = new ReentrantLock();
    private volatile State state = new State(null, null, Map.of(), 0);

    MemoryIndex(Galleries maker) {
        this.maker = maker;
    }

    /**
     * What readers go by.
     *
     * @param position null while nothing is here that could be searched
     * @param empty the head whose rows were read in vain, so that nothing is here of anybody who was erased before; null:
     *     nobody has looked since everything was forgotten
     * @param wipes how often everything has been forgotten: a search that began before has seen nothing
     */
    private record State(HeadPosition position, HeadPosition empty, Map<String, Gallery> galleries, long wipes) {}

    /** What a change may do; valid within {@link Change#apply} alone. */
    interface Writer {
        /** @param keys of the application */
        void insert(ApplicationKeys keys, TemplateRow row, FaceVector template);

        void erase(long rowId);
    }

    /** Brings the index from where it is to a head. */
    @FunctionalInterface
    interface Change {
        /** @return false when the rows to be applied are not what was once written */
        boolean apply(Writer to) throws SQLException;
    }

    Optional<HeadPosition> position() {
        return Optional.ofNullable(state.position());
    }

    /** Up to which change nothing is here of whoever was erased, whether or not anything is. */
    Optional<HeadPosition> standing() {
        State now = state;
        return Optional.ofNullable(now.position() == null ? now.empty() : now.position());
    }

    long count() {
        return rows(state);
    }

    long bytes() {
        return state.galleries().values().stream().mapToLong(Gallery::bytes).sum();
    }

    /** Whether nothing has to be done to be level with {@code head}. */
    boolean levelWith(Head head) {
        State now = state;
        return head.position().equals(now.position()) && sameRowsAs(head, now);
    }

    /** @return empty while there is nothing to be searched: catch up first */
    Optional<Searched> search(Search search) {
        State begun = state;
        if (begun.position() == null) {
            return Optional.empty();
        }
        Gallery gallery = begun.galleries().get(search.profile());
        Searched searched = gallery == null
                ? new Searched(begun.position(), 0, List.of())
                : switch (search.scope()) {
                    case Scope.Everyone _ -> all(search, gallery, begun);
                    case Scope.Only(FacialId one) -> one(search, one, gallery, begun);
                    case Scope.Among(Set<FacialId> some) -> some(search, some, gallery, begun);
                };
        return state.wipes() == begun.wipes() ? Optional.of(searched) : Optional.empty();
    }

    /** @return whether count and checksum equal the head's now; if not, everything is forgotten */
    boolean bring(Head head, Change change) throws SQLException {
        writing.lock();
        boolean level = false;
        try {
            level = change.apply(new Applying()) && sameRowsAs(head, state);
            if (level) {
                state = new State(head.position(), null, state.galleries(), state.wipes());
            }
            return level;
        } finally {
            if (!level) {
                clear(head.position());
            }
            writing.unlock();
        }
    }

    void wipe() {
        writing.lock();
        try {
            clear(null);
        } finally {
            writing.unlock();
        }
    }

    private static Searched all(Search search, Gallery gallery, State begun) {
        int searched = gallery.count();
        double floor = search.floor().applyAsDouble(searched);
        return new Searched(begun.position(), searched, gallery.search(search.query(), floor, search.most()));
    }

    private static Searched one(Search search, FacialId person, Gallery gallery, State begun) {
        Optional<Hit> hit = gallery.compare(search.query(), person);
        int searched = hit.isPresent() ? 1 : 0;
        double floor = search.floor().applyAsDouble(searched);
        return new Searched(
                begun.position(),
                searched,
                hit.filter(found -> found.score() >= floor).stream().toList());
    }

    /**
     * Whoever is not here counts as if compared: a threshold that followed those who are would tell somebody who is
     * among them how many of the others are.
     */
    private static Searched some(Search search, Set<FacialId> people, Gallery gallery, State begun) {
        List<Hit> compared = people.stream()
                .flatMap(person -> gallery.compare(search.query(), person).stream())
                .sorted(Hit.BEST_FIRST)
                .toList();
        double floor = search.floor().applyAsDouble(people.size());
        List<Hit> hits = compared.stream()
                .filter(hit -> hit.score() >= floor)
                .limit(search.most())
                .toList();
        return new Searched(begun.position(), people.size(), hits);
    }

    private static boolean sameRowsAs(Head head, State now) {
        long checksum =
                now.galleries().values().stream().mapToLong(Gallery::checksum).sum();
        return rows(now) == head.count() && checksum == head.checksum();
    }

    private static long rows(State now) {
        return now.galleries().values().stream().mapToLong(Gallery::count).sum();
    }

    /**
     * Told first and overwritten then: so whoever has looked at what is being overwritten finds out.
     *
     * @param at the head whose rows were read; null: none was
     */
    private void clear(HeadPosition at) {
        State gone = state;
        state = new State(null, null, Map.of(), gone.wipes() + 1);
        gone.galleries().values().forEach(Gallery::wipe);
        state = new State(null, at, Map.of(), gone.wipes() + 1);
    }

    private final class Applying implements Writer {
        @Override
        public void insert(ApplicationKeys keys, TemplateRow row, FaceVector template) {
            String profile = row.place().profile();
            Gallery gallery = state.galleries().get(profile);
            if (gallery == null) {
                gallery = maker.make(profile, template.dimensions(), keys);
                Map<String, Gallery> galleries = new HashMap<>(state.galleries());
                galleries.put(profile, gallery);
                state = new State(state.position(), null, Map.copyOf(galleries), state.wipes());
            }
            gallery.insert(row.rowId(), row.place().facialId(), row.hash(), template);
        }

        @Override
        public void erase(long rowId) {
            state.galleries().values().forEach(gallery -> gallery.erase(rowId));
        }
    }
}
