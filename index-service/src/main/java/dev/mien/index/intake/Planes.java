package dev.mien.index.intake;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Three planes of a network's input, written row by row; sums of {@code weight} times a colour become what its tone
 * asks for. A row is gathered in arrays, where storing costs nothing but the store.
 */
final class Planes {
    /** Red and blue of a pixel that was shifted by 8 bits: each has 16, to be added up in. */
    static final int OUTER_COLOURS = 0x00ff00ff;

    private static final int LOWER = 0xffff;

    private final FloatBuffer target;
    private final int red;
    private final int green;
    private final int blue;
    private final float[] gain = new float[3];
    private final float[] bias = new float[3];
    private final float[] reds;
    private final float[] greens;
    private final float[] blues;

    /**
     * @param offset of the first plane in {@code target}
     * @param weight what the weights of a pixel's samples add up to
     */
    Planes(Grid grid, FloatBuffer target, int offset, int weight) {
        this.target = target;
        int plane = grid.width() * grid.height();
        boolean bgr = grid.tone().bgr();
        this.red = offset + (bgr ? 2 * plane : 0);
        this.green = offset + plane;
        this.blue = offset + (bgr ? 0 : 2 * plane);
        this.reds = new float[grid.width()];
        this.greens = new float[grid.width()];
        this.blues = new float[grid.width()];
        for (int colour = 0; colour < 3; colour++) {
            int channel = bgr ? 2 - colour : colour;
            gain[colour] = grid.tone().scale().get(channel) / weight;
            bias[colour] =
                    -grid.tone().mean().get(channel) * grid.tone().scale().get(channel);
        }
    }

    /** Pixels of a row. */
    int width() {
        return reds.length;
    }

    /** One pixel of the row that is being made. */
    void put(int x, int ofRed, int ofGreen, int ofBlue) {
        reds[x] = ofRed * gain[0] + bias[0];
        greens[x] = ofGreen * gain[1] + bias[1];
        blues[x] = ofBlue * gain[2] + bias[2];
    }

    /**
     * A whole row at once. In three plain loops, of which the compiler makes vectors.
     *
     * @param outer red in the upper 16 bits, blue in the lower ones
     */
    void row(int[] outer, int[] green) {
        for (int x = 0; x < reds.length; x++) {
            reds[x] = outer[x] >>> 16;
            greens[x] = green[x];
            blues[x] = outer[x] & LOWER;
        }
        tone(reds, gain[0], bias[0]);
        tone(greens, gain[1], bias[1]);
        tone(blues, gain[2], bias[2]);
    }

    private static void tone(float[] row, float gain, float bias) {
        for (int x = 0; x < row.length; x++) {
            row[x] = row[x] * gain + bias;
        }
    }

    /** The row is complete. */
    void endRow(int y) {
        int at = y * reds.length;
        target.put(red + at, reds);
        target.put(green + at, greens);
        target.put(blue + at, blues);
    }

    /** Overwrites the last row. */
    void wipe() {
        Arrays.fill(reds, 0);
        Arrays.fill(greens, 0);
        Arrays.fill(blues, 0);
    }
}
