package dev.mien.index.liveness;

import dev.mien.index.detect.Landmarks;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.intake.Tone;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** The grey pixels of both eyes, each from corner to corner. Prints nothing, and is overwritten when closed. */
final class Eyes implements AutoCloseable {
    private static final int SIDE = 32;
    private static final Grid GRID = new Grid(SIDE, SIDE, new Tone(false, List.of(0f), List.of(1f)), 4);

    /** Rows and columns of an eye that are compared; the rest is room to look for it in. */
    private static final int TOP = 8;

    private static final int BOTTOM = 24;
    private static final int LEFT = 4;
    private static final int RIGHT = 28;

    /** Landmarks wander by a pixel or two: the best of these shifts counts. */
    private static final int SHIFT_MAX = 3;

    private static final int[][] CORNERS = {{33, 133}, {362, 263}};

    private final float[][] grey = new float[CORNERS.length][];

    /** From the right eye's outer corner to the left one's, as the picture shows them. */
    Eyes(Picture picture, Landmarks face) {
        FloatBuffer drawn = FloatBuffer.allocate(GRID.floats());
        for (int eye = 0; eye < CORNERS.length; eye++) {
            picture.draw(GRID, square(face, CORNERS[eye][0], CORNERS[eye][1]), drawn, 0);
            grey[eye] = grey(drawn);
        }
        Arrays.fill(drawn.array(), 0);
    }

    private static Affine square(Landmarks face, int from, int to) {
        double dx = (face.x(to) - face.x(from)) / SIDE;
        double dy = (face.y(to) - face.y(from)) / SIDE;
        double half = SIDE / 2.0;
        double middleX = (face.x(to) + face.x(from)) / 2.0;
        double middleY = (face.y(to) + face.y(from)) / 2.0;
        return new Affine(dx, -dy, middleX - half * dx + half * dy, dy, dx, middleY - half * dy - half * dx);
    }

    private static float[] grey(FloatBuffer drawn) {
        int plane = SIDE * SIDE;
        float[] grey = new float[plane];
        for (int i = 0; i < plane; i++) {
            grey[i] = 0.3f * drawn.get(i) + 0.6f * drawn.get(plane + i) + 0.1f * drawn.get(2 * plane + i);
        }
        return grey;
    }

    /** How much these eyes look like others: 1 for the same, 0 for nothing in common. The mean of both. */
    double likeness(Eyes others) {
        double sum = 0;
        for (int eye = 0; eye < grey.length; eye++) {
            double best = 0;
            for (int dy = -SHIFT_MAX; dy <= SHIFT_MAX; dy++) {
                for (int dx = -SHIFT_MAX; dx <= SHIFT_MAX; dx++) {
                    best = Math.max(best, correlation(grey[eye], dy * SIDE + dx, others.grey[eye]));
                }
            }
            sum += best;
        }
        return sum / grey.length;
    }

    private static double correlation(float[] one, int shift, float[] other) {
        int n = (BOTTOM - TOP) * (RIGHT - LEFT);
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int y = TOP; y < BOTTOM; y++) {
            for (int x = LEFT; x < RIGHT; x++) {
                double p = one[y * SIDE + x + shift];
                double q = other[y * SIDE + x];
                a += p;
                b += q;
                aa += p * p;
                bb += q * q;
                ab += p * q;
            }
        }
        double spread = (n * aa - a * a) * (n * bb - b * b);
        return spread <= 0 ? 0 : (n * ab - a * b) / Math.sqrt(spread);
    }

    @Override
    public void close() {
        for (float[] pixels : grey) {
            Arrays.fill(pixels, 0);
        }
    }

    @Override
    public String toString() {
        return "Eyes[REDACTED]";
    }
}
