package dev.mien.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mien.index.bench.DrawnFaces;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.vault.FaceVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExactGalleryTest {
    /** More than one segment, and a last one that ends within a kernel's step. */
    private static final int FACES = Segment.FACES + 1_003;

    private final Space space = Galleries.space(MadeUpFace.DIMENSIONS, null, 1);
    private final ExactGallery gallery = Galleries.engine().gallery(space);

    static Stream<Arguments> galleries() {
        return Galleries.kernels()
                .flatMap(kernel -> Stream.of(
                        Arguments.of(kernel, 128, true, .943),
                        Arguments.of(kernel, 128, false, .954),
                        Arguments.of(kernel, 256, false, .43),
                        Arguments.of(kernel, 256, true, .50),
                        Arguments.of(kernel, 512, false, .40),
                        Arguments.of(kernel, 512, true, .47)));
    }

    @ParameterizedTest
    @MethodSource("galleries")
    void findsExactlyWhatComparingWithEveryoneFinds(Kernel kernel, int dimensions, boolean centred, double floor) {
        // Breaks when a stage drops too many, a kernel skips a segment's end, words are read in another order than they
        // are written in, or a score depends on the way that it was found.
        DrawnFaces faces = DrawnFaces.of(dimensions, 7);
        Space drawn = Galleries.space(dimensions, centred ? mean(faces, dimensions) : null, 2);
        ExactGallery exact = Galleries.engine(kernel, 2).gallery(drawn);
        ScanGallery reference = new ScanGallery(drawn);
        List<float[]> people = new ArrayList<>();
        for (int row = 0; row < FACES; row++) {
            float[] face = faces.face();
            people.add(face);
            Galleries.insert(exact, row, face);
            Galleries.insert(reference, row, face);
        }
        Random random = new Random(5);
        int found = 0;
        for (int i = 0; i < 12; i++) {
            float[] someone = people.get(random.nextInt(FACES));
            float[] probe = i % 3 == 0 ? faces.at(floor + 0.001, someone) : faces.genuine(someone);
            try (FaceVector vector = FaceVector.owning(probe);
                    Query query = Query.of(vector)) {
                List<Hit> expected = reference.search(query, floor, 20);
                assertThat(exact.search(query, floor, 20)).isEqualTo(expected);
                found += expected.size();
            }
        }
        assertThat(found).isGreaterThan(4);
    }

    /** At 512 dimensions the drawn faces have none: any direction is one, and centring has to be right for it too. */
    private static float[] mean(DrawnFaces faces, int dimensions) {
        float[] mean = faces.mean();
        if (dimensions == 512) {
            mean[3] = -0.2f;
            mean[200] = 0.1f;
        }
        return mean;
    }

    @Test
    void followsInsertsReplacementsAndErasures() {
        // Breaks when erasing forgets to move a table's entry of the last face, or a face that is replaced stays.
        Random random = new Random(11);
        ScanGallery reference = new ScanGallery(space);
        Map<Long, MadeUpFace> truth = new TreeMap<>();
        for (int step = 0; step < 4_000; step++) {
            long row = random.nextInt(300);
            if (random.nextInt(3) == 0) {
                assertThat(gallery.erase(row)).isEqualTo(truth.remove(row) != null);
                reference.erase(row);
            } else {
                MadeUpFace face = new MadeUpFace(random.nextInt(50));
                Galleries.insert(gallery, row, face.vector().expose());
                Galleries.insert(reference, row, face.vector().expose());
                truth.put(row, face);
            }
        }

        List<Hit> hits;
        try (Query query = Query.of(new MadeUpFace(7).vector(1))) {
            hits = gallery.search(query, -1, truth.size());
            assertThat(hits).isEqualTo(reference.search(query, -1, truth.size()));
        }

        assertThat(hits).extracting(Hit::rowId).containsExactlyInAnyOrderElementsOf(truth.keySet());
        for (Hit hit : hits) {
            assertThat(hit.facialId()).isEqualTo(Galleries.facialId(hit.rowId()));
            // The bound of the model: whole numbers' and floats' scores differ by at most .004.
            MadeUpFace face = truth.get(hit.rowId());
            assertThat(hit.score()).isCloseTo(cosine(face.vector(), new MadeUpFace(7).vector(1)), within(0.004));
        }
        assertThat(gallery.count()).isEqualTo(truth.size());
        assertThat(gallery.checksum())
                .isEqualTo(truth.keySet().stream().mapToLong(Galleries::hash).sum());
    }

    @Test
    void growsAndShrinksOverSegments() {
        // Breaks when letting go of a segment loses faces, or an erasure reads the last slot of the wrong segment.
        int most = 2 * Segment.FACES + 100;
        float[] face = new MadeUpFace(1).vector().expose();
        for (long row = 0; row < most; row++) {
            Galleries.insert(
                    gallery, row, row % 1000 == 0 ? new MadeUpFace(row).vector().expose() : face);
        }
        for (long row = 0; row < most; row++) {
            if (row % 1000 != 0) {
                assertThat(gallery.erase(row)).isTrue();
            }
        }

        assertThat(gallery.count()).isEqualTo((most + 999) / 1000);
        assertThat(gallery.segments()).hasSizeLessThan(3);
        for (long row = 0; row < most; row += 1000) {
            try (Query query = Query.of(new MadeUpFace(row).vector())) {
                assertThat(gallery.search(query, .9, 5)).extracting(Hit::rowId).containsExactly(row);
            }
        }
    }

    @Test
    void scoresAreTheSameNumberInWhateverOrderFacesCame() {
        // Breaks when a score is summed in floats.
        List<Long> rows = new ArrayList<>();
        for (long row = 0; row < 100; row++) {
            rows.add(row);
            Galleries.insert(gallery, row, new MadeUpFace(row).vector().expose());
        }
        Collections.shuffle(rows, new Random(3));
        ExactGallery other = Galleries.engine(new ScalarKernel(), 1).gallery(space);
        rows.forEach(
                row -> Galleries.insert(other, row, new MadeUpFace(row).vector().expose()));

        try (Query query = Query.of(new MadeUpFace(5).vector(2))) {
            assertThat(other.search(query, -1, 100)).isEqualTo(gallery.search(query, -1, 100));
        }
    }

    @Test
    void boundsHitsToTheBest() {
        for (long row = 0; row < 200; row++) {
            Galleries.insert(gallery, row, new MadeUpFace(1).vector((int) row).expose());
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
            Galleries.insert(gallery, row, new MadeUpFace(row).vector().expose());
        }

        try (Query query = Query.of(new MadeUpFace(20).vector(1))) {
            assertThat(gallery.compare(query, Galleries.facialId(20)))
                    .hasValueSatisfying(hit -> assertThat(hit.score()).isGreaterThan(0.9));
            assertThat(gallery.compare(query, Galleries.facialId(21)))
                    .hasValueSatisfying(hit -> assertThat(hit.score()).isLessThan(0.5));
            assertThat(gallery.compare(query, Galleries.facialId(99))).isEmpty();
        }
    }

    @Test
    void leavesNothingOfAnErasedFaceInMemory() {
        // Breaks when erasing does not overwrite the slot that the last face was moved from, or any of a face's parts,
        // or when growing leaves the smaller segment as it was.
        for (long row = 0; row < 140; row++) {
            Galleries.insert(gallery, row, new MadeUpFace(row).vector().expose());
            new GalleryMemory(List.of(gallery)).look();
        }
        GalleryMemory memory = new GalleryMemory(List.of(gallery));
        assertThat(memory.containsWhole(new MadeUpFace(3).vector())).isTrue();
        assertThat(memory.contains(GalleryMemory.bytes(Galleries.facialId(3)))).isTrue();

        gallery.erase(3);
        gallery.erase(139);
        gallery.erase(138);

        for (long row : new long[] {3, 138, 139}) {
            assertThat(memory.contains(new MadeUpFace(row).vector())).isFalse();
            assertThat(memory.contains(GalleryMemory.bytes(Galleries.facialId(row))))
                    .isFalse();
        }
        assertThat(memory.containsWhole(new MadeUpFace(137).vector())).isTrue();
    }

    @Test
    void growingLeavesNothingBehind() {
        // Breaks when makeRoom drops the smaller segment without overwriting it.
        for (long row = 0; row < 64; row++) {
            Galleries.insert(gallery, row, new MadeUpFace(row).vector().expose());
        }
        GalleryMemory memory = new GalleryMemory(List.of(gallery));

        Galleries.insert(gallery, 64, new MadeUpFace(64).vector().expose());
        gallery.erase(3);

        assertThat(memory.contains(new MadeUpFace(3).vector())).isFalse();
        assertThat(memory.containsWhole(new MadeUpFace(4).vector())).isTrue();
    }

    @Test
    void wipesEveryByte() {
        for (long row = 0; row < 40; row++) {
            Galleries.insert(gallery, row, new MadeUpFace(row).vector().expose());
        }
        GalleryMemory memory = new GalleryMemory(List.of(gallery));
        assertThat(memory.allZero()).isFalse();

        gallery.wipe();

        // Breaks when wipe drops its segments without overwriting them.
        assertThat(memory.allZero()).isTrue();
        assertThat(gallery.count()).isZero();
    }

    @Test
    void refusesFacesOfAnotherSize() {
        FaceVector small = FaceVector.owning(new float[] {1});

        assertThatIllegalArgumentException().isThrownBy(() -> gallery.insert(1, Galleries.facialId(1), 0, small));
    }

    @Test
    void theLargestScoreFitsAnInteger() {
        // Breaks when the query's range or the widest vector grows: 512 products of 127 and 32767 just fit.
        float[] flat = new float[Shape.SIZE_MAX];
        Arrays.fill(flat, (float) (1 / Math.sqrt(flat.length)));
        // What the rotation turns into equal numbers.
        Space wide = Galleries.space(flat.length, null, 1);
        int[] most = new int[flat.length];
        Arrays.fill(most, Score.QUERY_MAX);
        java.lang.foreign.MemorySegment row = java.lang.foreign.Arena.ofAuto().allocate(flat.length, 64);
        row.fill((byte) Score.ROW_MAX);

        assertThat(Galleries.kernels().map(kernel -> kernel.dot(row, 0, most)))
                .allMatch(dot -> dot == Score.ROW_MAX * Score.QUERY_MAX * flat.length);
        assertThat((long) Score.ROW_MAX * Score.QUERY_MAX * flat.length).isLessThanOrEqualTo(Integer.MAX_VALUE);
        ExactGallery gallery = Galleries.engine().gallery(wide);
        Galleries.insert(gallery, 1, flat);
        try (Query query = Query.of(FaceVector.owning(flat.clone()))) {
            assertThat(gallery.search(query, .5, 1).getFirst().score()).isCloseTo(1, within(1e-4));
        }
    }

    private static double cosine(FaceVector one, FaceVector other) {
        double sum = 0;
        for (int i = 0; i < one.dimensions(); i++) {
            sum += (double) one.expose()[i] * other.expose()[i];
        }
        return sum;
    }
}
