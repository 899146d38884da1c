package dev.mien.index.intake;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Draws a transformed part of a picture. Where grid and picture are about equally fine, a pixel is one bilinear sample
 * ({@link SmoothRows}); where the picture is finer, it is the mean of several nearest samples, each of which stands for
 * no more, which is a box filter ({@link LevelRows}, {@link SlantedRows}).
 */
final class Sampler {
    /** 64 samples of 255 still fit 16 bits, in which two colours are added up side by side. */
    static final int FINEST_MAX = 8;

    /** Pixels a side that one sample stands for: up to here it has seen nearly all of them. */
    private static final double ONE_SAMPLE_SPAN = 1.25;

    private final IntBuffer pixels;
    private final int width;
    private final int height;

    Sampler(IntBuffer pixels, int width, int height) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
    }

    void draw(Grid grid, Affine toStored, FloatBuffer target, int offset) {
        double span = toStored.scale();
        if (span <= ONE_SAMPLE_SPAN) {
            Planes planes = new Planes(grid, target, offset, SmoothRows.WEIGHT);
            new SmoothRows(pixels, width, height, planes).draw(toStored, grid.height());
            planes.wipe();
        } else {
            int samples = (int) Math.clamp(Math.ceil(span / ONE_SAMPLE_SPAN), 2, grid.finest());
            Planes planes = new Planes(grid, target, offset, samples * samples);
            if (LevelRows.can(toStored)) {
                new LevelRows(pixels, width, height, samples, planes).draw(toStored, grid.height());
            } else {
                new SlantedRows(pixels, width, height, samples, planes).draw(toStored, grid.height());
            }
            planes.wipe();
        }
    }
}
