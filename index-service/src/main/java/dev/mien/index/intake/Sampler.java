package dev.mien.index.intake;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Draws a transformed part of a picture. Where grid and picture are about equally fine, a pixel is one bilinear sample; where
 * the picture is finer, it is the mean of several nearest samples that lie at most a pixel apart, which is a box filter.
 * Coordinates are 16.16 fixed point, which holds sides up to {@link Bounds#SIDE_MAX}.
 */
final class Sampler {
    /** 64 samples of 255 still fit 16 bits, in which two colours are added up side by side. */
    static final int FINEST_MAX = 8;

    /** Up to here one bilinear sample sees nearly all of what its pixel covers. */
    private static final double ONE_SAMPLE_SPAN = 1.25;

    private static final int ONE = 1 << 16;
    private static final int HALF = 1 << 15;
    private static final double FAR = 1 << 14;
    private static final int OUTER_COLOURS = 0x00ff00ff;

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
            Planes planes = new Planes(grid, target, offset, ONE);
            drawSmooth(grid, toStored, planes);
            planes.wipe();
        } else {
            int samples = (int) Math.clamp(Math.ceil(span), 2, grid.finest());
            Planes planes = new Planes(grid, target, offset, samples * samples);
            drawMean(grid, toStored, planes, samples);
            planes.wipe();
        }
    }

    private void drawSmooth(Grid grid, Affine toStored, Planes planes) {
        int stepX = fixed(toStored.xx());
        int stepY = fixed(toStored.yx());
        int last = grid.width() - 1;
        for (int y = 0; y < grid.height(); y++) {
            int px = fixed(toStored.x(0.5, y + 0.5)) - HALF;
            int py = fixed(toStored.y(0.5, y + 0.5)) - HALF;
            if (inside(px, py, 1) && inside(px + last * stepX, py + last * stepY, 1)) {
                smoothRow(planes, px, py, stepX, stepY);
            } else {
                edgeRow(planes, px, py, stepX, stepY);
            }
            planes.endRow(y);
        }
    }

    /** Whether a point lies in the picture, so far from its right and lower end. Between two that do, all do. */
    private boolean inside(int px, int py, int margin) {
        return px >= 0 && py >= 0 && px >> 16 < width - margin && py >> 16 < height - margin;
    }

    private void smoothRow(Planes planes, int startX, int startY, int stepX, int stepY) {
        int px = startX;
        int py = startY;
        for (int x = 0; x < planes.reds.length; x++, px += stepX, py += stepY) {
            int here = (py >> 16) * width + (px >> 16);
            putBilinear(
                    planes,
                    x,
                    pixels.get(here),
                    pixels.get(here + 1),
                    pixels.get(here + width),
                    pixels.get(here + width + 1),
                    px >> 8 & 0xff,
                    py >> 8 & 0xff);
        }
    }

    private void edgeRow(Planes planes, int startX, int startY, int stepX, int stepY) {
        int px = startX;
        int py = startY;
        for (int x = 0; x < planes.reds.length; x++, px += stepX, py += stepY) {
            putAtEdge(planes, x, px, py);
        }
    }

    private void putAtEdge(Planes planes, int at, int px, int py) {
        // Half a pixel was taken off: inside means from -1/2 up to the side less 1/2.
        if (px < -HALF || py < -HALF || px >= (width << 16) - HALF || py >= (height << 16) - HALF) {
            planes.put(at, 0, 0, 0);
            return;
        }
        int left = Math.max(px >> 16, 0);
        int top = Math.max(py >> 16, 0) * width;
        int right = Math.min((px >> 16) + 1, width - 1);
        int bottom = Math.min((py >> 16) + 1, height - 1) * width;
        putBilinear(
                planes,
                at,
                pixels.get(top + left),
                pixels.get(top + right),
                pixels.get(bottom + left),
                pixels.get(bottom + right),
                px >> 8 & 0xff,
                py >> 8 & 0xff);
    }

    /** The four weights add up to 65,536. */
    private static void putBilinear(Planes planes, int at, int p00, int p01, int p10, int p11, int fx, int fy) {
        int w11 = fx * fy;
        int w01 = (fx << 8) - w11;
        int w10 = (fy << 8) - w11;
        int w00 = ONE - w01 - w10 - w11;
        planes.put(
                at,
                (p00 >>> 24) * w00 + (p01 >>> 24) * w01 + (p10 >>> 24) * w10 + (p11 >>> 24) * w11,
                (p00 >>> 16 & 0xff) * w00
                        + (p01 >>> 16 & 0xff) * w01
                        + (p10 >>> 16 & 0xff) * w10
                        + (p11 >>> 16 & 0xff) * w11,
                (p00 >>> 8 & 0xff) * w00
                        + (p01 >>> 8 & 0xff) * w01
                        + (p10 >>> 8 & 0xff) * w10
                        + (p11 >>> 8 & 0xff) * w11);
    }

    private void drawMean(Grid grid, Affine toStored, Planes planes, int samples) {
        double step = 1.0 / samples;
        int[] outer = new int[grid.width()];
        int[] green = new int[grid.width()];
        int stepX = fixed(toStored.xx() * step);
        int stepY = fixed(toStored.yx() * step);
        int last = grid.width() * samples - 1;
        for (int y = 0; y < grid.height(); y++) {
            for (int sub = 0; sub < samples; sub++) {
                double gy = y + (sub + 0.5) * step;
                int px = fixed(toStored.x(step / 2, gy));
                int py = fixed(toStored.y(step / 2, gy));
                if (inside(px, py, 0) && inside(px + last * stepX, py + last * stepY, 0)) {
                    addRow(px, py, stepX, stepY, samples, outer, green);
                } else {
                    addEdgeRow(px, py, stepX, stepY, samples, outer, green);
                }
            }
            for (int x = 0; x < outer.length; x++) {
                planes.put(x, outer[x] >>> 16, green[x], outer[x] & 0xffff);
                outer[x] = 0;
                green[x] = 0;
            }
            planes.endRow(y);
        }
    }

    /** Adds one row of samples: red and blue side by side in {@code outer}. */
    private void addRow(int startX, int startY, int stepX, int stepY, int samples, int[] outer, int[] green) {
        for (int i = 0; i < samples; i++) {
            int px = startX + i * stepX;
            int py = startY + i * stepY;
            if (stepY == 0) {
                addLevel(px, (py >> 16) * width, samples * stepX, outer, green);
            } else {
                addSlanted(px, py, samples * stepX, samples * stepY, outer, green);
            }
        }
    }

    private void addLevel(int startX, int row, int stepX, int[] outer, int[] green) {
        int px = startX;
        for (int x = 0; x < outer.length; x++, px += stepX) {
            int pixel = pixels.get(row + (px >> 16));
            outer[x] += pixel >>> 8 & OUTER_COLOURS;
            green[x] += pixel >>> 16 & 0xff;
        }
    }

    private void addSlanted(int startX, int startY, int stepX, int stepY, int[] outer, int[] green) {
        int px = startX;
        int py = startY;
        for (int x = 0; x < outer.length; x++, px += stepX, py += stepY) {
            int pixel = pixels.get((py >> 16) * width + (px >> 16));
            outer[x] += pixel >>> 8 & OUTER_COLOURS;
            green[x] += pixel >>> 16 & 0xff;
        }
    }

    /** The same where not all of it lies in the picture. */
    private void addEdgeRow(int startX, int startY, int stepX, int stepY, int samples, int[] outer, int[] green) {
        if (stepY == 0 && (startY < 0 || startY >> 16 >= height)) {
            return;
        }
        int px = startX;
        int py = startY;
        for (int x = 0; x < outer.length; x++) {
            for (int i = 0; i < samples; i++, px += stepX, py += stepY) {
                if (inside(px, py, 0)) {
                    int pixel = pixels.get((py >> 16) * width + (px >> 16));
                    outer[x] += pixel >>> 8 & OUTER_COLOURS;
                    green[x] += pixel >>> 16 & 0xff;
                }
            }
        }
    }

    private static int fixed(double value) {
        return (int) (Math.clamp(value, -FAR, 2 * FAR - 1) * ONE);
    }

    /**
     * Three planes of a network's input, written row by row; sums of {@code weight} times a colour become what its tone
     * asks for. A row is gathered in arrays, where storing costs nothing but the store.
     */
    private static final class Planes {
        private final FloatBuffer target;
        private final int red;
        private final int green;
        private final int blue;
        private final float[] gain = new float[3];
        private final float[] bias = new float[3];
        private final float[] reds;
        private final float[] greens;
        private final float[] blues;

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

        void put(int x, int ofRed, int ofGreen, int ofBlue) {
            reds[x] = ofRed * gain[0] + bias[0];
            greens[x] = ofGreen * gain[1] + bias[1];
            blues[x] = ofBlue * gain[2] + bias[2];
        }

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
}
