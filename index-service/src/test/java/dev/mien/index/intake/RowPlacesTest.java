package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the C library's own memory, in a thread of its own each time. */
class RowPlacesTest {
    private static final List<Integer> WIDTHS = List.of(1280, 1288, 1296, 1440, 1600, 1912, 1920);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        thread.shutdown();
    }

    // Breaks when slow places are given back too, or nothing keeps good ones apart: of so many sizes, half lie badly by
    // themselves.
    @Test
    void whatIsAskedForNextLiesWell() throws Exception {
        in(() -> {
            var places = new RowPlaces();
            for (int width : WIDTHS) {
                int row = 3 * width;
                int bad = 0;
                for (int decode = 0; decode < 200; decode++) {
                    places.prepare(row);
                    bad += decode >= 100 && RowPlaces.liesBadly(row) ? 1 : 0;
                }
                assertThat(bad).as("of 100 at %d", width).isLessThan(5);
            }
            return null;
        });
    }

    // Breaks when a place is made for each decode: a thread would take more memory for ever.
    @Test
    void whatIsHeldIsBounded() throws Exception {
        in(() -> {
            var places = new RowPlaces();
            int one = mostOf(places, 3 * 1280);
            IntStream.range(1, 40).forEach(size -> mostOf(places, 3 * (1280 + 8 * size)));

            assertThat(one).isBetween(1, RowPlaces.ATTEMPTS * 25);
            assertThat(places.held()).isLessThanOrEqualTo(RowPlaces.SIZES_MAX * RowPlaces.ATTEMPTS * 25);
            return null;
        });
    }

    /** Held after many decodes whose places somebody else has taken each time. */
    private static int mostOf(RowPlaces places, int row) {
        List<BytePointer> takers = new ArrayList<>();
        for (int decode = 0; decode < 1_000; decode++) {
            places.prepare(row);
            if (decode < 100) {
                takers.add(new BytePointer(row));
            }
        }
        takers.forEach(BytePointer::close);
        return places.held();
    }

    private void in(Callable<Void> test) throws Exception {
        thread.submit(test).get();
    }
}
