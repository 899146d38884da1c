package dev.mien.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.index.bench.DrawnFaces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a reader is told of changes. The slots that it may have seen half of have to be among it, in whatever moment.
 */
class ChangesTest {
    private final DrawnFaces faces = DrawnFaces.of(256, 1);
    private final ExactGallery gallery = Galleries.engine().gallery(Galleries.space(256, null, 1));
    private final Changes changes = new Changes();

    @Test
    void aWriteIsToldBeforeItBeginsAndAfterItHasEnded() {
        // Breaks when either entry is left out: a reader that comes between would not look again.
        assertThat(toldOf(() -> insert(7))).containsExactly(0, 0);
        assertThat(toldOf(() -> insert(8))).containsExactly(1, 1);
        assertThat(toldOf(() -> insert(9))).containsExactly(2, 2);
    }

    @Test
    void aMoveIsToldOfBeforeThePlaceThatIsLeftIsOverwritten() {
        // Breaks when the last face's new place is told after its old one: a reader could find it in neither.
        insert(7);
        insert(8);
        insert(9);

        assertThat(toldOf(() -> gallery.erase(7))).containsExactly(0, 0, 2);
        assertThat(toldOf(() -> gallery.erase(8))).containsExactly(1);
    }

    @Test
    void aReplacedFaceGoesAfterTheNewOneHasCome() {
        // Breaks when the old one is overwritten first: a reader could find neither.
        insert(7);
        insert(8);

        assertThat(toldOf(() -> insert(7))).containsExactly(2, 2, 0, 0, 2);
    }

    @Test
    void whoWasAwayForTooLongBeginsAnew() {
        // Breaks when entries that have been overwritten are taken for what they were.
        long before = changes.position();
        for (int i = 0; i < 255; i++) {
            changes.add(i);
        }
        assertThat(changes.since(before, slot -> {})).isEqualTo(255);

        changes.add(255);

        assertThat(changes.since(before, slot -> {})).isEqualTo(-1);
        assertThat(changes.touched(3, before)).isTrue();
    }

    @Test
    void rememberingMoreForgetsNothing() {
        long before = changes.position();
        for (int i = 0; i < 200; i++) {
            changes.add(i);
        }

        changes.remember(5_000);
        changes.add(200);

        List<Integer> told = new ArrayList<>();
        assertThat(changes.since(before, told::add)).isEqualTo(201);
        assertThat(told).hasSize(201).isSorted().contains(0, 200);
    }

    @Test
    void whenEverythingHasMovedEverybodyBeginsAnew() {
        long before = changes.position();

        changes.everything();

        assertThat(changes.since(before, slot -> {})).isEqualTo(-1);
    }

    private List<Integer> toldOf(Runnable change) {
        long before = gallery.changes().position();
        change.run();
        List<Integer> told = new ArrayList<>();
        gallery.changes().since(before, told::add);
        return told;
    }

    private void insert(long row) {
        Galleries.insert(gallery, row, faces.face());
    }
}
