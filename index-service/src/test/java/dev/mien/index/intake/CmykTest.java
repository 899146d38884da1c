package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.index.intake.DecodeOutcome.Decoded;
import dev.mien.testing.faces.SharedFaces;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Print shops send JPEGs of four inks. */
class CmykTest {
    private static final int SIDE = 100;
    private static final int PLANE = SIDE * SIDE;
    private static final int IN_THE_RED_BAR = 2 * SIDE + 5;
    private static final int IN_THE_BLACK = 80 * SIDE + 50;

    @Test
    void redIsRedAndBlackIsBlack() throws IOException {
        assumeTrue(SharedFaces.find().isPresent(), SharedFaces.absence());
        var file = SharedFaces.find().orElseThrow().resolve("formats").resolve("pil_sample_cmyk.jpg");
        var seen = FloatBuffer.allocate(3 * PLANE);

        var outcome = new Intake().decode(new Frame(Files.readAllBytes(file)), Intake.LONG_SIDE_KEPT);

        // Breaks when inks are taken for light: the picture would be a negative.
        try (Picture picture = ((Decoded) outcome).picture()) {
            var grid = new Grid(SIDE, SIDE, new Tone(false, List.of(0f), List.of(1f)), 1);
            picture.draw(grid, Affine.scaleThenShift(1, 0, 0), seen, 0);
        }
        assertThat(seen.get(IN_THE_RED_BAR)).isGreaterThan(180);
        assertThat(seen.get(PLANE + IN_THE_RED_BAR)).isLessThan(80);
        assertThat(seen.get(IN_THE_BLACK)).isLessThan(60);
        assertThat(seen.get(PLANE + IN_THE_BLACK)).isLessThan(60);
    }
}
