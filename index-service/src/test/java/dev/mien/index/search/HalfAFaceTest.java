package dev.mien.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.index.bench.DrawnFaces;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.vault.FaceVector;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader makes of a slot in which another face comes to lie in the very moment that it reads there. */
class HalfAFaceTest {
    private final DrawnFaces faces = DrawnFaces.of(256, 1);
    private final Interrupted kernel = new Interrupted();
    private final ExactGallery gallery = Galleries.engine(kernel, 1).gallery(Galleries.space(256, null, 1));
    private final float[] ada = faces.face();
    private final float[] twin = faces.at(.95, ada);

    /** Lets something happen once, between the reading of whose row it is and the reading of the row. */
    private static final class Interrupted implements Kernel {
        private final Kernel rest = new ScalarKernel();
        private Runnable next = () -> {};

        @Override
        public String name() {
            return "interrupted";
        }

        @Override
        public void distances(MemorySegment planes, int upper, int stride, int faces, long[] code, int[] to) {
            rest.distances(planes, upper, stride, faces, code, to);
        }

        @Override
        public int selectLinear(MemorySegment factors, int faces, float a, float b, int[] distances, int[] slots) {
            return rest.selectLinear(factors, faces, a, b, distances, slots);
        }

        @Override
        public int selectFull(
                MemorySegment factors,
                int stride,
                int faces,
                float a,
                float b,
                float c,
                float e,
                int[] distances,
                int[] slots) {
            return rest.selectFull(factors, stride, faces, a, b, c, e, distances, slots);
        }

        @Override
        public int dot(MemorySegment rows, long offset, int[] query) {
            Runnable now = next;
            next = () -> {};
            now.run();
            return rest.dot(rows, offset, query);
        }
    }

    @Test
    void nobodyIsComparedWithAnothersRow() {
        Galleries.insert(gallery, 1, ada);
        Galleries.insert(gallery, 2, twin);
        kernel.next = () -> gallery.erase(1);

        // Breaks when what was read is not checked afterwards: the twin's row would be scored as hers.
        try (Query query = query()) {
            assertThat(gallery.compare(query, Galleries.facialId(1))).isEmpty();
        }
    }

    @Test
    void whoIsMovedWhileBeingLookedAtIsFoundWhereTheyWent() {
        Galleries.insert(gallery, 1, faces.face());
        Galleries.insert(gallery, 2, ada);
        try (Query query = query()) {
            Hit before = gallery.compare(query, Galleries.facialId(2)).orElseThrow();
            kernel.next = () -> gallery.erase(1);

            // Breaks when a slot whose face has gone counts as looked at.
            assertThat(gallery.compare(query, Galleries.facialId(2))).contains(before);
        }
    }

    @Test
    void aSearchFindsWhoIsMovedBehindIt() {
        Galleries.insert(gallery, 1, twin);
        Galleries.insert(gallery, 2, faces.face());
        Galleries.insert(gallery, 3, ada);
        // While the first slot is compared, she comes to the second one's place, from which a moment later she is gone.
        kernel.next = () -> gallery.erase(2);

        // Breaks when what was written meanwhile is not looked at.
        try (Query query = query()) {
            assertThat(gallery.search(query, .5, 5)).extracting(Hit::rowId).isEqualTo(List.of(3L, 1L));
        }
    }

    private Query query() {
        try (FaceVector vector = FaceVector.owning(ada.clone())) {
            return Query.of(vector);
        }
    }
}
