package dev.mien.index.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.index.head.TemplateRow;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are opened while others stream in; that all of them arrive is {@link LoadingTest}'s. */
class OpeningTest {
    private final List<FaceVector> opened = new ArrayList<>();

    // Breaks when rows that were opened before one that throws are left to the collector: a batch of faces would stay
    // in memory. Few are opened by the reading thread, 256 and more by others.
    @ParameterizedTest
    @ValueSource(ints = {3, 256})
    void whatWasOpenedBeforeAFailureIsZeroed(int rows) {
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> {
            try (Opening opening = new Opening(null, row -> open(row, rows), new Nowhere())) {
                for (int row = 1; row <= rows; row++) {
                    opening.take(new TemplateRow(null, null, row));
                }
                opening.finish();
            }
        });

        assertThat(opened).hasSize(rows - 1);
        assertThat(opened).allSatisfy(vector -> assertThat(vector.expose()).containsOnly(0));
    }

    private Optional<FaceVector> open(TemplateRow row, int rows) {
        if (row.hash() == rows) {
            throw new IllegalArgumentException("a row that cannot be read");
        }
        FaceVector vector = FaceVector.owning(new float[] {0.6f, 0.8f});
        opened.add(vector);
        return Optional.of(vector);
    }

    /** Nothing gets as far as this. */
    private static final class Nowhere implements MemoryIndex.Writer {
        @Override
        public void insert(ApplicationKeys keys, TemplateRow row, FaceVector template) {
            throw new AssertionError("a batch that failed was handed on");
        }

        @Override
        public void erase(long rowId) {
            throw new AssertionError("nothing is erased here");
        }
    }
}
