package dev.mien.index.quality;

import dev.mien.index.detect.Detection;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.intake.Tone;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Light and detail of a face, on a small grey copy of its box. For one thread at a time; the copy is overwritten after
 * each face.
 */
final class FaceTone {
    /** Pixels a side: a face of the least size that profiles take is about as fine, so that enlarging hides no blur. */
    private static final int SIDE = 64;

    private static final double BRIGHT_SHARE = 0.9;

    private final Grid grid = new Grid(SIDE, SIDE, new Tone(false, List.of(0f), List.of(1f)), 4);
    private final FloatBuffer drawn = FloatBuffer.allocate(grid.floats());
    private final float[] grey = new float[SIDE * SIDE];
    private double sharpness;
    private double brightness;

    /** Measures the face; what the getters say is about it from then on. */
    void measure(Picture picture, Detection box) {
        double side = Math.max(box.width(), box.height());
        double scale = side / SIDE;
        picture.draw(
                grid,
                Affine.scaleThenShift(
                        scale, (box.left() + box.right() - side) / 2, (box.top() + box.bottom() - side) / 2),
                drawn,
                0);
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 0.3f * drawn.get(i) + 0.6f * drawn.get(grey.length + i) + 0.1f * drawn.get(2 * grey.length + i);
        }
        sharpness = detail();
        Arrays.sort(grey);
        brightness = grey[(int) (BRIGHT_SHARE * grey.length)];
        Arrays.fill(grey, 0);
        Arrays.fill(drawn.array(), 0);
    }

    double sharpness() {
        return sharpness;
    }

    double brightness() {
        return brightness;
    }

    /**
     * Differences of neighbours, in shares of the differences of pixels four apart: blur takes the first ones alone.
     */
    private double detail() {
        double near = 0;
        double far = 1e-9;
        int reach = 4;
        for (int y = 0; y < SIDE - reach; y++) {
            for (int x = 0; x < SIDE - reach; x++) {
                int at = y * SIDE + x;
                near += Math.abs(grey[at] - grey[at + 1]) + Math.abs(grey[at] - grey[at + SIDE]);
                far += Math.abs(grey[at] - grey[at + reach]) + Math.abs(grey[at] - grey[at + reach * SIDE]);
            }
        }
        return near / far;
    }
}
