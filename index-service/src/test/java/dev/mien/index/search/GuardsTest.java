package dev.mien.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.index.bench.DrawnFaces;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.vault.FaceVector;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not cost more than it may, or is refused by name. */
class GuardsTest {
    private final DrawnFaces faces = DrawnFaces.of(256, 3);
    private final Space space = Galleries.space(256, null, 4);

    @Test
    void aFloorThatSketchesCannotHelpWithIsRefusedByName() {
        ExactGallery gallery = Galleries.engine().gallery(space);
        fill(gallery, 0, Segment.FACES);

        // Everybody of a small gallery is compared, however low the floor.
        assertThat(search(gallery, faces.face(), -1, 10)).hasSize(10);
        Galleries.insert(gallery, Segment.FACES, faces.face());

        // Breaks when the floor is not looked at: the search would compare with everybody, at fifty times its price.
        assertThatThrownBy(() -> search(gallery, faces.face(), .1, 10))
                .isInstanceOf(SearchRefusedException.class)
                .hasMessageContaining("floor")
                .extracting(e -> ((SearchRefusedException) e).reason())
                .isEqualTo(SearchRefusedException.Reason.FLOOR_TOO_LOW);
        assertThat(search(gallery, faces.face(), .4, 10)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 1.1, -1.1, Double.POSITIVE_INFINITY})
    void aFloorIsACosine(double floor) {
        ExactGallery gallery = Galleries.engine().gallery(space);

        // NaN would keep nobody.
        assertThatIllegalArgumentException().isThrownBy(() -> search(gallery, faces.face(), floor, 10));
    }

    @Test
    void tenThousandPicturesOfOnePersonAreBoundedToTheBest() {
        // Breaks when survivors are listed in room for fewer than a segment, or hits are kept beyond the best.
        ExactGallery gallery = Galleries.engine().gallery(space);
        ScanGallery reference = new ScanGallery(space);
        float[] person = faces.face();
        for (int row = 0; row < 10_000; row++) {
            float[] picture = faces.at(.98, person);
            Galleries.insert(gallery, row, picture);
            Galleries.insert(reference, row, picture);
        }
        try (FaceVector vector = FaceVector.owning(faces.at(.9, person));
                Query query = Query.of(vector)) {
            assertThat(gallery.search(query, .43, 64)).hasSize(64).isEqualTo(reference.search(query, .43, 64));
        }
    }

    @Test
    void strangersOnlyFindNobody() {
        ExactGallery gallery = Galleries.engine().gallery(space);
        fill(gallery, 0, 3_000);

        assertThat(search(gallery, faces.face(), .9, 64)).isEmpty();
    }

    @Test
    void whatIsNoFaceIsNoVector() {
        float[] broken = faces.face();
        broken[7] = Float.NaN;
        float[] longer = faces.face();
        longer[0] += 0.5f;

        assertThatIllegalArgumentException().isThrownBy(() -> FaceVector.owning(broken));
        assertThatIllegalArgumentException().isThrownBy(() -> FaceVector.owning(longer));
    }

    @Test
    void theMeanOfAllFacesIsAFaceLikeAnyOther() {
        // Breaks when what is left beside the mean is divided by its length of zero: the index would never be level
        // again.
        DrawnFaces dlib = DrawnFaces.of(128, 3);
        float[] mean = dlib.mean();
        double length = 0;
        for (float value : mean) {
            length += value * value;
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= (float) Math.sqrt(length);
        }
        ExactGallery gallery = Galleries.engine().gallery(Galleries.space(128, dlib.mean(), 1));
        Galleries.insert(gallery, 1, mean);
        Galleries.insert(gallery, 2, dlib.face());

        assertThat(search(gallery, mean, .99, 2)).extracting(Hit::rowId).containsExactly(1L);
    }

    @Test
    void aVectorWithOneNumberIsAFaceLikeAnyOther() {
        // Breaks when factors leave their range for vectors that no model makes.
        for (int dimensions : new int[] {1, 100, 128, 200, 256, 300, 512}) {
            ExactGallery gallery = Galleries.engine().gallery(Galleries.space(dimensions, null, 9));
            float[] single = new float[dimensions];
            single[dimensions - 1] = -1;
            Galleries.insert(gallery, 1, single);

            assertThat(search(gallery, single, .999, 2)).hasSize(1);
        }
    }

    @Test
    void aSearchEndsWithItsTime() {
        ExactGallery gallery =
                new SearchEngine(ScalarKernel::new, 1, profile -> List.of(), Duration.ofNanos(1)).gallery(space);
        fill(gallery, 0, 100);

        assertThatThrownBy(() -> search(gallery, faces.face(), .5, 1))
                .isInstanceOf(SearchRefusedException.class)
                .extracting(e -> ((SearchRefusedException) e).reason())
                .isEqualTo(SearchRefusedException.Reason.LATE);
    }

    private void fill(ExactGallery gallery, int from, int to) {
        for (int row = from; row < to; row++) {
            Galleries.insert(gallery, row, faces.face());
        }
    }

    private static List<Hit> search(ExactGallery gallery, float[] probe, double floor, int most) {
        try (FaceVector vector = FaceVector.owning(probe.clone());
                Query query = Query.of(vector)) {
            return gallery.search(query, floor, most);
        }
    }
}
