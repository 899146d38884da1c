package dev.mien.index.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mien.index.intake.Affine;
import dev.mien.index.profile.Crop;
import dev.mien.index.profile.Crop.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the corners of a network's input of 80 by 80 pixels lie in a picture of 640 by 480. */
class FaceCropTest {
    private static final List<String> POINTS = List.of("rightEye", "leftEye");
    private static final Detection FACE =
            new Detection(300, 200, 340, 260, List.of(new Point(310, 220), new Point(330, 220)), 0.9);
    private static final Detection IN_THE_CORNER =
            new Detection(0, 0, 40, 60, List.of(new Point(10, 20), new Point(30, 20)), 0.9);

    @Test
    void aSquareTakesTheLongerSide() {
        // Breaks when a tall face is squeezed, or enlarged by its width.
        expect(crop(new Crop(2, List.of(), Shape.SQUARE, false), FACE), 260, 170, 380, 290);
    }

    @Test
    void aBoxIsStretched() {
        // Breaks when a network that learned stretched boxes sees squares.
        expect(crop(new Crop(2, List.of(), Shape.BOX, false), FACE), 280, 170, 360, 290);
    }

    @Test
    void whatLiesOutsideIsShiftedInside() {
        expect(crop(new Crop(2, List.of(), Shape.BOX, true), IN_THE_CORNER), 0, 0, 80, 120);
    }

    @Test
    void whatIsLargerThanThePictureShrinks() {
        // Eight times 64 pixels do not fit 480, so the width shrinks with the height. Breaks when black borders are
        // drawn.
        expect(
                crop(new Crop(8, List.of(), Shape.BOX, true), new Detection(300, 200, 340, 264, List.of(), 1)),
                170,
                0,
                470,
                480);
    }

    @Test
    void eyesThatStandUprightAreLaidLevel() {
        Detection upright = new Detection(300, 200, 340, 240, List.of(new Point(320, 210), new Point(320, 230)), 0.9);

        Affine toPicture = crop(new Crop(1, List.of("rightEye", "leftEye"), Shape.SQUARE, false), upright);

        // To the right in the input is downwards in the picture. Breaks when the angle's sign is lost.
        assertThat(toPicture.x(80, 40)).isCloseTo(320, within(1e-9));
        assertThat(toPicture.y(80, 40)).isCloseTo(240, within(1e-9));
    }

    @Test
    void pointsThatTheDetectorDoesNotGiveAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crop(new Crop(1, List.of("rightEar", "leftEar"), Shape.SQUARE, false), FACE))
                .withMessageContaining("rightEar");
    }

    private static Affine crop(Crop crop, Detection face) {
        return new FaceCrop(crop, 80, 80, POINTS).toPicture(face, 640, 480);
    }

    private static void expect(Affine toPicture, double left, double top, double right, double bottom) {
        assertThat(toPicture.x(0, 0)).isCloseTo(left, within(1e-9));
        assertThat(toPicture.y(0, 0)).isCloseTo(top, within(1e-9));
        assertThat(toPicture.x(80, 80)).isCloseTo(right, within(1e-9));
        assertThat(toPicture.y(80, 80)).isCloseTo(bottom, within(1e-9));
    }
}
