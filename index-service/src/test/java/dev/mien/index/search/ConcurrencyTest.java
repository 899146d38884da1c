package dev.mien.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.index.bench.DrawnFaces;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.vault.FaceVector;
import dev.mien.testing.jvm.LongRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Searches while a writer inserts, replaces, moves and erases as fast as it can. Each has to return what it would in
 * some order of the changes that were made meanwhile, by a model that remembers what each row has been: who was there
 * throughout with exactly that score, nobody who was not there at all, a row that changed as it was at one of the
 * moments since the search began, nobody twice, and nothing of two faces at once.
 */
class ConcurrencyTest {
    private static final int READERS = 3;
    private static final int SEARCHES_EACH = LongRun.tries(4_000, 100_000) / READERS + 1;
    private static final int SEARCHES = READERS * SEARCHES_EACH;
    /** In a long run faces move between two segments: with the two visitors of three who are there, one is full. */
    private static final int RESIDENTS = LongRun.tries(1_500, Segment.FACES - 1_000);

    private static final int VISITORS = 1_500;
    private static final int PEOPLE = 12;
    private static final double FLOOR = .43;
    /** A visitor of whom neither picture is there. */
    private static final int ABSENT = 0;
    /** So many of a visitor's changes are known; of one that has changed more often meanwhile, anything is believed. */
    private static final int REMEMBERED = 64;

    private final DrawnFaces faces = DrawnFaces.of(256, 23);
    private final Space space = Galleries.space(256, null, 6);
    private final ExactGallery gallery = Galleries.engine(new LoopKernel(), 2).gallery(space);
    private final List<float[]> people = new ArrayList<>();
    private final Map<Long, float[]> pictures = new HashMap<>();
    /** By person who is searched for, row and picture. */
    private final Map<Long, Map<Long, Double>> scores = new HashMap<>();

    /**
     * How often a visitor's row was written or erased, twice: 2n when the nth change is done, 2n + 1 while the next one
     * is made.
     */
    private final AtomicLong[] versions = new AtomicLong[VISITORS];

    /** Which of the two pictures of a visitor is there, or none, after the nth change. */
    private final AtomicIntegerArray[] history = new AtomicIntegerArray[VISITORS];

    @Test
    void everySearchReturnsWhatSomeOrderOfTheChangesAllows() throws Exception {
        // Breaks when a reader does not look again at what was written meanwhile, when the last face is overwritten
        // before it can be found where it was moved to, or when a replaced face goes before the new one is there. What
        // a reader is told and when, which matters for a few instructions only, is ChangesTest's.
        for (int i = 0; i < PEOPLE; i++) {
            people.add(faces.face());
        }
        for (long row = 0; row < RESIDENTS; row++) {
            put(row, picture(row, 1));
        }
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            versions[visitor] = new AtomicLong();
            history[visitor] = new AtomicIntegerArray(REMEMBERED);
            picture(row(visitor), 1);
            picture(row(visitor), 2);
        }
        for (int person = 0; person < PEOPLE; person++) {
            score(person);
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong changes = new AtomicLong();
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        Thread writer = Thread.ofPlatform().start(() -> {
            Random random = new Random(1);
            while (!done.get()) {
                change(random);
                changes.incrementAndGet();
            }
        });
        List<Thread> readers = new ArrayList<>();
        AtomicLong hits = new AtomicLong();
        for (int reader = 0; reader < READERS; reader++) {
            int seed = reader;
            readers.add(Thread.ofPlatform().start(() -> {
                Random random = new Random(seed);
                for (int i = 0; i < SEARCHES_EACH && wrong.isEmpty(); i++) {
                    check(random, wrong, hits);
                }
            }));
        }
        for (Thread reader : readers) {
            reader.join();
        }
        done.set(true);
        writer.join();

        assertThat(wrong).isEmpty();
        assertThat(hits.get()).isGreaterThan(SEARCHES);
        assertThat(changes.get()).isGreaterThan(SEARCHES / 4);
    }

    private void change(Random random) {
        int visitor = random.nextInt(VISITORS);
        long row = row(visitor);
        int next = random.nextInt(3);
        long change = versions[visitor].get() / 2 + 1;
        history[visitor].set((int) (change % REMEMBERED), next);
        versions[visitor].incrementAndGet();
        if (next == ABSENT) {
            gallery.erase(row);
        } else {
            put(row, pictures.get(key(row, next)));
        }
        versions[visitor].incrementAndGet();
    }

    private void check(Random random, ConcurrentLinkedQueue<String> wrong, AtomicLong hits) {
        int person = random.nextInt(PEOPLE);
        long[] before = new long[VISITORS];
        for (int i = 0; i < VISITORS; i++) {
            before[i] = versions[i].get();
        }
        Map<Long, Double> found = new HashMap<>();
        try (FaceVector vector = FaceVector.owning(people.get(person).clone());
                Query query = Query.of(vector)) {
            for (Hit hit : gallery.search(query, FLOOR, RESIDENTS + VISITORS)) {
                if (found.put(hit.rowId(), hit.score()) != null) {
                    wrong.add("row " + hit.rowId() + " was found twice");
                }
                if (!hit.facialId().equals(Galleries.facialId(hit.rowId()))) {
                    wrong.add("row " + hit.rowId() + " was found with another one's Facial ID");
                }
            }
            boolean[][] allowed = new boolean[VISITORS][];
            for (int i = 0; i < VISITORS; i++) {
                allowed[i] = since(i, before[i]);
            }
            for (long row = 0; row < RESIDENTS; row++) {
                expect(person, row, found, new boolean[] {false, true, false}, wrong);
            }
            for (int i = 0; i < VISITORS; i++) {
                expect(person, row(i), found, allowed[i], wrong);
            }
            hits.addAndGet(found.size());
        }
    }

    /** What a visitor was at any moment since it had that version; what it is going to be may be there already. */
    private boolean[] since(int visitor, long before) {
        boolean[] been = new boolean[3];
        long first = before / 2;
        long last = (versions[visitor].get() + 1) / 2;
        for (long change = first; change <= last; change++) {
            been[history[visitor].get((int) (change % REMEMBERED))] = true;
        }
        // The writer may have written over what was looked at; the change after the last one is written before it
        // counts.
        boolean forgotten = (versions[visitor].get() + 1) / 2 + 1 - first >= REMEMBERED;
        return forgotten ? new boolean[] {true, true, true} : been;
    }

    /** @param states which it may be in: absent, or there with its first or its second picture */
    private void expect(
            int person, long row, Map<Long, Double> found, boolean[] states, ConcurrentLinkedQueue<String> wrong) {
        Double seen = found.get(row);
        boolean right = false;
        for (int state = 0; state < states.length; state++) {
            if (states[state]) {
                double score = state == ABSENT ? Double.NaN : score(person, row, state);
                right |= score >= FLOOR ? seen != null && seen == score : seen == null;
            }
        }
        if (!right) {
            wrong.add("row " + row + " was " + seen + " and may have been " + Arrays.toString(states));
        }
    }

    private double score(int person, long row, int picture) {
        return scores.get((long) person).get(key(row, picture));
    }

    /** By comparing with the whole numbers of everyone, before anything is changed. */
    private void score(int person) {
        Map<Long, Double> of = new HashMap<>();
        ScanGallery reference = new ScanGallery(space);
        pictures.forEach((key, picture) -> Galleries.insert(reference, key, picture));
        try (Probe probe = new Probe(space, people.get(person))) {
            pictures.keySet().forEach(key -> of.put(key, reference.score(key, probe)));
        }
        scores.put((long) person, of);
    }

    private static long row(int visitor) {
        return RESIDENTS + visitor;
    }

    private static long key(long row, int picture) {
        return row * 4 + picture;
    }

    /** A picture of one of the people, or of a stranger. */
    private float[] picture(long row, int which) {
        float[] of = row % 3 == 0 ? faces.at(.8, people.get((int) (row / 3 % PEOPLE))) : faces.face();
        pictures.put(key(row, which), of);
        return of;
    }

    private void put(long row, float[] picture) {
        Galleries.insert(gallery, row, picture);
    }
}
