package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.index.intake.DecodeOutcome.Decoded;
import dev.mien.index.intake.DecodeOutcome.Undecodable;
import dev.mien.index.intake.Refusal.Reason;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of PNG and JPEG is seen in its colours, or refused by its name. */
class KindsTest {
    private static final int SIDE = 41;
    private static final int CORNER = 5;
    private static final int OPAQUE = 0xff000000;
    private static final int[] COLOURS = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff};
    private static final int[] GREYS = {0x000000, 0x555555, 0xaaaaaa, 0xffffff};
    private static final int[] BLACK_AND_WHITE = {0x000000, 0xffffff, 0xffffff, 0x000000};
    private static final int LOSS = 10;

    private final Intake intake = new Intake();

    @ParameterizedTest(name = "colours {0}, {1} bits, interlaced {2}")
    @CsvSource({
        "0, 1, false", "0, 1, true", "0, 2, false", "0, 4, true", "0, 8, false", "0, 8, true", "0, 16, false",
        "0, 16, true", "2, 8, false", "2, 8, true", "2, 16, false", "2, 16, true", "3, 1, false", "3, 1, true",
        "3, 2, false", "3, 2, true", "3, 4, false", "3, 8, false", "3, 8, true", "4, 8, false", "4, 8, true",
        "4, 16, false", "6, 8, false", "6, 8, true", "6, 16, false", "6, 16, true"
    })
    void everyKindOfPngIsSeenAsItIs(int colours, int bits, boolean interlaced) {
        int[] corners = bits == 1 ? BLACK_AND_WHITE : colours == 0 || colours == 4 ? GREYS : COLOURS;
        byte[] png = PngMaker.picture(SIDE, SIDE, colours, bits, interlaced, (x, y) -> OPAQUE | quarter(corners, x, y));

        // Breaks when a kind is mistaken: a palette's indexes for greys, the low byte of 16 for the value, 1 for black.
        assertThat(corners(png)).as("corners").satisfies(seen -> isLike(seen, corners));
    }

    @ParameterizedTest
    @ValueSource(ints = {PngMaker.GREY, PngMaker.RGB})
    void aColourThatIsNamedSeeThroughBlanksNothing(int colours) {
        int[] corners = colours == PngMaker.GREY ? GREYS : COLOURS;
        byte[] png = PngMaker.picture(SIDE, SIDE, colours, 8, false, (x, y) -> quarter(corners, x, y));

        byte[] keyed = PngMaker.with(png, "tRNS", new byte[] {0, 0, 0, 0, 0, 0});

        // Breaks when the chunk is taken for one about all colours: a blank sheet.
        assertThat(corners(keyed)).satisfies(seen -> isLike(seen, corners));
    }

    @Test
    void whatIsSeeThroughLiesOnWhite() {
        byte[] png = PngMaker.picture(
                SIDE, SIDE, PngMaker.RGBA, 8, false, (x, y) -> (x < SIDE / 2 ? 0 : OPAQUE) | quarter(COLOURS, x, y));

        // Breaks when alpha is dropped: whatever an editor left behind the hidden part would be shown.
        assertThat(corners(png))
                .satisfies(seen -> isLike(seen, new int[] {0xffffff, COLOURS[1], 0xffffff, COLOURS[3]}));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void aPaletteHasSeeThroughColours(int bits) {
        byte[] png =
                PngMaker.picture(SIDE, SIDE, PngMaker.PALETTE, bits, false, (x, y) -> OPAQUE | quarter(COLOURS, x, y));

        byte[] keyed = PngMaker.with(png, "tRNS", new byte[] {-1, 0});

        // Breaks when transparency is read only of wide palettes, or for more colours than it names.
        assertThat(corners(keyed))
                .satisfies(seen -> isLike(seen, new int[] {COLOURS[0], 0xffffff, COLOURS[2], COLOURS[3]}));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyFilterIsUndone(int filter) {
        byte[] png = PngMaker.filtered(SIDE, filter, (x, y) -> OPAQUE | quarter(COLOURS, x, y));

        // Breaks when left, above and corner are mixed up, or the first pixel or row is not taken to follow zeros.
        assertThat(corners(png)).satisfies(seen -> isLike(seen, COLOURS));
    }

    @Test
    void aProgressiveJpegIsSeenAsItIs() {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, quarter(COLOURS, i % SIDE, i / SIDE));
        }

        // Breaks when only the first of its scans reaches the codec: colours without shapes, or nothing.
        assertThat(corners(Encoded.progressive(image))).satisfies(seen -> isLike(seen, COLOURS));
    }

    @Test
    void aPngThatMovesIsRefusedByName() {
        byte[] png = PngMaker.picture(SIDE, SIDE, PngMaker.RGB, 8, false, (x, y) -> quarter(COLOURS, x, y));

        var outcome = intake.decode(
                new Frame(PngMaker.with(png, "acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0})), Intake.LONG_SIDE_KEPT);

        // Breaks when one of its pictures is taken for all of them.
        assertThat(outcome).isInstanceOfSatisfying(Undecodable.class, undecodable -> {
            assertThat(undecodable.refusal().reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
            assertThat(undecodable.refusal().detail()).startsWith("Animated PNG");
        });
    }

    private static int quarter(int[] corners, int x, int y) {
        return corners[(x < SIDE / 2 ? 0 : 1) + (y < SIDE / 2 ? 0 : 2)];
    }

    /** Red, green and blue of the four corners. */
    private float[][] corners(byte[] encoded) {
        var outcome = intake.decode(new Frame(encoded), Intake.LONG_SIDE_KEPT);
        assertThat(outcome).isInstanceOf(Decoded.class);
        var seen = FloatBuffer.allocate(3 * SIDE * SIDE);
        try (Picture picture = ((Decoded) outcome).picture()) {
            var grid = new Grid(SIDE, SIDE, new Tone(false, List.of(0f), List.of(1f)), 1);
            picture.draw(grid, Affine.scaleThenShift(1, 0, 0), seen, 0);
        }
        float[][] corners = new float[4][3];
        for (int corner = 0; corner < 4; corner++) {
            int x = corner % 2 == 0 ? CORNER : SIDE - CORNER;
            int y = corner < 2 ? CORNER : SIDE - CORNER;
            for (int channel = 0; channel < 3; channel++) {
                corners[corner][channel] = seen.get((channel * SIDE + y) * SIDE + x);
            }
        }
        return corners;
    }

    private static void isLike(float[][] seen, int[] wanted) {
        for (int corner = 0; corner < 4; corner++) {
            for (int channel = 0; channel < 3; channel++) {
                assertThat(seen[corner][channel])
                        .as("corner %d, channel %d", corner, channel)
                        .isCloseTo(
                                wanted[corner] >> (16 - 8 * channel) & 0xff,
                                org.assertj.core.data.Offset.offset((float) LOSS));
            }
        }
    }
}
