package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final int WIDTH = 1280;
    private static final double FAST = 2.5;
    private static final double SLOW = 6;

    private final Placement placement = new Placement();

    @Test
    void whatWasFastIsPreferred() {
        int lucky = anotherThan(0);

        decode(30, WIDTH, piece -> piece == lucky ? FAST : SLOW);

        assertThat(shareOf(lucky, 300, piece -> piece == lucky ? FAST : SLOW)).isGreaterThan(0.95);
    }

    // Breaks when nothing is tried again, or what was once fast stays so: a heap that has moved would be slow for ever.
    @Test
    void luckThatHasTurnedIsNoticed() {
        int before = anotherThan(0);
        decode(100, WIDTH, piece -> piece == before ? FAST : SLOW);

        decode(400, WIDTH, piece -> piece == 0 ? FAST : SLOW);

        assertThat(shareOf(0, 300, piece -> piece == 0 ? FAST : SLOW)).isGreaterThan(0.95);
    }

    // Breaks when the mean decides: three of four decodes are held up here, and by much more than luck is worth.
    @Test
    void aBusyMachineIsNotTakenForBadLuck() {
        int lucky = anotherThan(0);
        var busy = new Random(1);
        IntToDoubleFunction took =
                piece -> (piece == lucky ? FAST : SLOW) + (busy.nextInt(4) == 0 ? 0 : busy.nextDouble(50));

        decode(600, WIDTH, took);

        assertThat(shareOf(lucky, 600, took)).isGreaterThan(0.8);
    }

    @Test
    void widthsHaveTheirOwnLuck() {
        int lucky = anotherThan(0);
        IntStream.range(0, 60).forEach(_ -> {
            decode(1, WIDTH, piece -> piece == lucky ? FAST : SLOW);
            decode(1, 1920, piece -> piece == 0 ? FAST : SLOW);
        });

        assertThat(shareOf(lucky, 300, piece -> piece == lucky ? FAST : SLOW)).isGreaterThan(0.95);
    }

    // Breaks when every width that was ever sent stays: whoever sends pictures could fill the memory.
    @Test
    void whoSendsManyWidthsIsForgottenAndAnswered() {
        IntStream.range(1, 5_000).forEach(width -> decode(1, width, _ -> FAST));

        assertThat(placement.widths()).isLessThanOrEqualTo(16);
    }

    private void decode(int times, int width, IntToDoubleFunction took) {
        for (int i = 0; i < times; i++) {
            placement.after(width, took.applyAsDouble(placement.before(width)));
        }
    }

    private double shareOf(int piece, int times, IntToDoubleFunction took) {
        int hits = 0;
        for (int i = 0; i < times; i++) {
            int held = placement.before(WIDTH);
            hits += held == piece ? 1 : 0;
            placement.after(WIDTH, took.applyAsDouble(held));
        }
        return (double) hits / times;
    }

    /** A piece that is tried, other than {@code piece}. */
    private int anotherThan(int piece) {
        int held = piece;
        while (held == piece) {
            held = placement.before(WIDTH);
            placement.after(WIDTH, SLOW);
        }
        return held;
    }
}
