package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture whose quarters differ, stored in each of the eight ways of EXIF, is seen upright. */
class OrientationTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final int[] QUARTERS = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff};
    private static final Grid GRID = new Grid(WIDTH, HEIGHT, new Tone(false, List.of(0f), List.of(1f)), 1);
    private static final int JPEG_LOSS = 12;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyWayOfStoringIsUndone(int exif) {
        byte[] jpeg = Encoded.turned(Encoded.of(stored(exif), "jpeg"), exif);

        var outcome = new Intake().decode(new Frame(jpeg), Intake.LONG_SIDE_KEPT);

        // Breaks when one of the matrices is wrong: people hold their phones in four ways, and mirrors double them.
        try (Picture picture = ((DecodeOutcome.Decoded) outcome).picture()) {
            assertThat(picture.width()).isEqualTo(WIDTH);
            assertThat(picture.height()).isEqualTo(HEIGHT);
            FloatBuffer seen = FloatBuffer.allocate(GRID.floats());
            picture.draw(GRID, Affine.scaleThenShift(1, 0, 0), seen, 0);
            for (int quarter = 0; quarter < QUARTERS.length; quarter++) {
                int x = quarter % 2 == 0 ? WIDTH / 4 : 3 * WIDTH / 4;
                int y = quarter < 2 ? HEIGHT / 4 : 3 * HEIGHT / 4;
                for (int channel = 0; channel < 3; channel++) {
                    float wanted = (QUARTERS[quarter] >> (16 - 8 * channel)) & 0xff;
                    assertThat(seen.get(channel * WIDTH * HEIGHT + y * WIDTH + x))
                            .as("quarter %d, channel %d", quarter, channel)
                            .isBetween(wanted - JPEG_LOSS, wanted + JPEG_LOSS);
                }
            }
        }
    }

    /** By the words of TIFF 6.0: where the stored row 0 and the stored column 0 are in the upright picture. */
    private static BufferedImage stored(int exif) {
        boolean swapped = exif > 4;
        int columns = swapped ? HEIGHT : WIDTH;
        int rows = swapped ? WIDTH : HEIGHT;
        var image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int colour = switch (exif) {
                    case 1 -> upright(column, row); // row 0 at the top, column 0 at the left
                    case 2 -> upright(WIDTH - 1 - column, row); // top, right
                    case 3 -> upright(WIDTH - 1 - column, HEIGHT - 1 - row); // bottom, right
                    case 4 -> upright(column, HEIGHT - 1 - row); // bottom, left
                    case 5 -> upright(row, column); // left, top
                    case 6 -> upright(WIDTH - 1 - row, column); // right, top
                    case 7 -> upright(WIDTH - 1 - row, HEIGHT - 1 - column); // right, bottom
                    case 8 -> upright(row, HEIGHT - 1 - column); // left, bottom
                    default -> throw new IllegalArgumentException("EXIF knows 1 to 8");
                };
                image.setRGB(column, row, colour);
            }
        }
        return image;
    }

    private static int upright(int x, int y) {
        return QUARTERS[(x < WIDTH / 2 ? 0 : 1) + (y < HEIGHT / 2 ? 0 : 2)];
    }
}
