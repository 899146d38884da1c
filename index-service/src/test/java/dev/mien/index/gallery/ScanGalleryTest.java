package dev.mien.index.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.vault.FaceVector;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScanGalleryTest {
    private static final int BLOCK_ROWS = 16;
    private final ScanGallery gallery = gallery();

    @Test
    void findsExactlyWhatComparingWithEveryoneFinds() {
        // Breaks when erase forgets to move the table's entry of the last face, or search skips a block's end.
        Random random = new Random(11);
        Map<Long, MadeUpFace> truth = new TreeMap<>();
        for (int step = 0; step < 2_000; step++) {
            long row = random.nextInt(300);
            if (random.nextInt(3) == 0) {
                assertThat(gallery.erase(row)).isEqualTo(truth.remove(row) != null);
            } else {
                MadeUpFace face = new MadeUpFace(random.nextInt(50));
                insert(gallery, row, face);
                truth.put(row, face);
            }
        }

        List<Hit> hits;
        try (Query query = Query.of(new MadeUpFace(7).vector(1))) {
            hits = gallery.search(query, -1, truth.size());
        }

        assertThat(hits).extracting(Hit::rowId).containsExactlyInAnyOrderElementsOf(truth.keySet());
        for (Hit hit : hits) {
            MadeUpFace face = truth.get(hit.rowId());
            assertThat(hit.facialId()).isEqualTo(facialId(hit.rowId()));
            // The bound of recognition.md: int8 and float scores differ by at most .004.
            assertThat(hit.score()).isCloseTo(cosine(face.vector(), new MadeUpFace(7).vector(1)), within(0.004));
        }
        assertThat(hits).isSortedAccordingTo(Hit.BEST_FIRST);
        assertThat(gallery.checksum())
                .isEqualTo(
                        truth.keySet().stream().mapToLong(ScanGalleryTest::hash).sum());
    }

    @Test
    void scoresAreTheSameNumberInWhateverOrderFacesCame() {
        // Breaks when a score is summed in floats.
        List<Long> rows = new ArrayList<>();
        for (long row = 0; row < 100; row++) {
            rows.add(row);
            insert(gallery, row, new MadeUpFace(row));
        }
        Collections.shuffle(rows, new Random(3));
        ScanGallery other = gallery();
        rows.forEach(row -> insert(other, row, new MadeUpFace(row)));

        try (Query query = Query.of(new MadeUpFace(5).vector(2))) {
            assertThat(other.search(query, -1, 100)).isEqualTo(gallery.search(query, -1, 100));
        }
    }

    @Test
    void boundsHitsToTheBest() {
        for (long row = 0; row < 200; row++) {
            insert(gallery, row, new MadeUpFace(1), (int) row);
        }

        List<Hit> best;
        List<Hit> all;
        try (Query query = Query.of(new MadeUpFace(1).vector())) {
            best = gallery.search(query, 0.5, 10);
            all = gallery.search(query, 0.5, 200);
        }

        // Breaks when the working floor rises before the list is full, or drops equals.
        assertThat(all).hasSize(200);
        assertThat(best).isEqualTo(all.subList(0, 10));
    }

    @Test
    void comparesWithOneFacialId() {
        for (long row = 0; row < 50; row++) {
            insert(gallery, row, new MadeUpFace(row));
        }

        try (Query query = Query.of(new MadeUpFace(20).vector(1))) {
            assertThat(gallery.compare(query, facialId(20)))
                    .hasValueSatisfying(hit -> assertThat(hit.score()).isGreaterThan(0.9));
            assertThat(gallery.compare(query, facialId(21)))
                    .hasValueSatisfying(hit -> assertThat(hit.score()).isLessThan(0.5));
            assertThat(gallery.compare(query, facialId(99))).isEmpty();
        }
    }

    @Test
    void leavesNothingOfAnErasedFaceInMemory() {
        // Breaks when erase does not zero the slot that the last face was moved from, or is the last face itself.
        for (long row = 0; row < 40; row++) {
            insert(gallery, row, new MadeUpFace(row));
        }
        GalleryMemory memory = new GalleryMemory(List.of(gallery));
        assertThat(memory.contains(GalleryMemory.row(new MadeUpFace(3).vector())))
                .isTrue();
        assertThat(memory.contains(GalleryMemory.bytes(facialId(3)))).isTrue();

        gallery.erase(3);
        gallery.erase(39);
        gallery.erase(38);

        for (long row : new long[] {3, 38, 39}) {
            assertThat(memory.contains(GalleryMemory.row(new MadeUpFace(row).vector())))
                    .isFalse();
            assertThat(memory.contains(GalleryMemory.bytes(facialId(row)))).isFalse();
        }
        assertThat(memory.contains(GalleryMemory.row(new MadeUpFace(37).vector())))
                .isTrue();
    }

    @Test
    void wipesEveryByte() {
        for (long row = 0; row < 40; row++) {
            insert(gallery, row, new MadeUpFace(row));
        }
        GalleryMemory memory = new GalleryMemory(List.of(gallery));
        assertThat(memory.allZero()).isFalse();

        gallery.wipe();

        // Breaks when wipe drops its blocks without overwriting them.
        assertThat(memory.allZero()).isTrue();
        assertThat(gallery.count()).isZero();
    }

    @Test
    void refusesFacesOfAnotherSize() {
        FaceVector small = FaceVector.owning(new float[] {1});

        assertThatIllegalArgumentException().isThrownBy(() -> gallery.insert(1, facialId(1), 0, small));
    }

    @Test
    void theLargestScoreFitsAnInteger() {
        // Breaks when the query's range or the widest vector grows: 512 products of 127 and 32767 just fit.
        float[] flat = new float[FaceVector.DIMENSIONS_MAX];
        java.util.Arrays.fill(flat, (float) (1 / Math.sqrt(flat.length)));
        ScanGallery wide = new ScanGallery(Arena.ofAuto(), flat.length, 1);
        wide.insert(1, facialId(1), 0, FaceVector.owning(flat.clone()));

        try (Query query = Query.of(FaceVector.owning(flat.clone()))) {
            assertThat(wide.search(query, -1, 1).getFirst().score()).isCloseTo(1, within(1e-6));
        }
    }

    private static ScanGallery gallery() {
        return new ScanGallery(Arena.ofAuto(), MadeUpFace.DIMENSIONS, BLOCK_ROWS);
    }

    private static void insert(ScanGallery to, long row, MadeUpFace face) {
        insert(to, row, face, 0);
    }

    private static void insert(ScanGallery to, long row, MadeUpFace face, int picture) {
        try (FaceVector vector = face.vector(picture)) {
            to.insert(row, facialId(row), hash(row), vector);
        }
    }

    private static long hash(long row) {
        return new Random(row).nextLong();
    }

    private static FacialId facialId(long row) {
        return new FacialId(new UUID(row * 0x9E3779B97F4A7C15L + 1, ~row * 0xC2B2AE3D27D4EB4FL));
    }

    private static double cosine(FaceVector one, FaceVector other) {
        double sum = 0;
        for (int i = 0; i < one.dimensions(); i++) {
            sum += (double) one.expose()[i] * other.expose()[i];
        }
        return sum;
    }
}
