package dev.mien.index.intake;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Draws a transformed part of a picture: bilinear, and averaged over several samples a pixel where the picture is finer than
 * the grid. Coordinates are 16.16 fixed point, which holds sides up to {@link Bounds#SIDE_MAX}.
 */
final class Sampler {
    /** 64 samples of 255 × 65,536 still fit an int. */
    static final int FINEST_MAX = 8;

    /** Up to here one bilinear sample sees nearly all of what its pixel covers. */
    private static final double ONE_SAMPLE_SPAN = 1.25;

    private static final int ONE = 1 << 16;
    private static final int HALF = 1 << 15;
    private static final double FAR = 1 << 14;

    private final IntBuffer pixels;
    private final int width;
    private final int height;
    private int red;
    private int green;
    private int blue;

    Sampler(IntBuffer pixels, int width, int height) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
    }

    void draw(Grid grid, Affine toStored, FloatBuffer target, int offset) {
        int samples = samples(grid, toStored);
        double step = 1.0 / samples;
        int plane = grid.width() * grid.height();
        int first = offset + (grid.tone().bgr() ? 2 * plane : 0);
        int third = offset + (grid.tone().bgr() ? 0 : 2 * plane);
        int second = offset + plane;
        float[] gain = new float[3];
        float[] bias = new float[3];
        for (int c = 0; c < 3; c++) {
            int channel = grid.tone().bgr() ? 2 - c : c;
            float scale = grid.tone().scale().get(channel);
            gain[c] = scale / ((float) ONE * samples * samples);
            bias[c] = -grid.tone().mean().get(channel) * scale;
        }
        int stepX = fixed(toStored.xx() * step);
        int stepY = fixed(toStored.yx() * step);
        for (int y = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++) {
                red = 0;
                green = 0;
                blue = 0;
                for (int sub = 0; sub < samples; sub++) {
                    double gx = x + step / 2;
                    double gy = y + (sub + 0.5) * step;
                    addRun(fixed(toStored.x(gx, gy)) - HALF, fixed(toStored.y(gx, gy)) - HALF, stepX, stepY, samples);
                }
                int at = y * grid.width() + x;
                target.put(first + at, red * gain[0] + bias[0]);
                target.put(second + at, green * gain[1] + bias[1]);
                target.put(third + at, blue * gain[2] + bias[2]);
            }
        }
    }

    private static int samples(Grid grid, Affine toStored) {
        double span = toStored.scale();
        return span <= ONE_SAMPLE_SPAN ? 1 : (int) Math.clamp(Math.ceil(span), 1, grid.finest());
    }

    private static int fixed(double value) {
        return (int) (Math.clamp(value, -FAR, 2 * FAR - 1) * ONE);
    }

    private void addRun(int startX, int startY, int stepX, int stepY, int samples) {
        int px = startX;
        int py = startY;
        for (int i = 0; i < samples; i++, px += stepX, py += stepY) {
            int ix = px >> 16;
            int iy = py >> 16;
            if (ix >= 0 && iy >= 0 && ix < width - 1 && iy < height - 1) {
                int at = iy * width + ix;
                add(
                        pixels.get(at),
                        pixels.get(at + 1),
                        pixels.get(at + width),
                        pixels.get(at + width + 1),
                        px >> 8 & 0xff,
                        py >> 8 & 0xff);
            } else {
                addAtEdge(px, py);
            }
        }
    }

    private void addAtEdge(int px, int py) {
        // The samples' centres were shifted by half a pixel: inside means from -1/2 up to the side less 1/2.
        if (px < -HALF || py < -HALF || px >= (width << 16) - HALF || py >= (height << 16) - HALF) {
            return;
        }
        int left = Math.max(px >> 16, 0);
        int top = Math.max(py >> 16, 0);
        int right = Math.min((px >> 16) + 1, width - 1);
        int bottom = Math.min((py >> 16) + 1, height - 1);
        add(
                pixels.get(top * width + left),
                pixels.get(top * width + right),
                pixels.get(bottom * width + left),
                pixels.get(bottom * width + right),
                px >> 8 & 0xff,
                py >> 8 & 0xff);
    }

    /** Adds one bilinear sample; the four weights add up to 65,536. */
    private void add(int p00, int p01, int p10, int p11, int fx, int fy) {
        int w11 = fx * fy;
        int w01 = (fx << 8) - w11;
        int w10 = (fy << 8) - w11;
        int w00 = ONE - w01 - w10 - w11;
        red += (p00 >>> 24) * w00 + (p01 >>> 24) * w01 + (p10 >>> 24) * w10 + (p11 >>> 24) * w11;
        green += (p00 >>> 16 & 0xff) * w00
                + (p01 >>> 16 & 0xff) * w01
                + (p10 >>> 16 & 0xff) * w10
                + (p11 >>> 16 & 0xff) * w11;
        blue += (p00 >>> 8 & 0xff) * w00
                + (p01 >>> 8 & 0xff) * w01
                + (p10 >>> 8 & 0xff) * w10
                + (p11 >>> 8 & 0xff) * w11;
    }
}
