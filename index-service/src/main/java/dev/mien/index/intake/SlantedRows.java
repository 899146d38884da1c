package dev.mien.index.intake;

import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Rows that lie slanted in the picture, and whose pixels are means of several nearest samples. A row of the grid is
 * some rows of samples, and each of these as many lines, one for each sample of a pixel: so that a line is a plain
 * loop.
 */
final class SlantedRows {
    /** Pixels of a cache line of 64 bytes. */
    private static final int PIXELS_FETCHED = 16;

    private final IntBuffer pixels;
    private final int width;
    private final int height;
    private final int samples;
    private final Planes planes;
    /** Red and blue side by side. */
    private final int[] outer;

    private final int[] green;
    /** Written so that no compiler thinks the pixels were read for nothing. */
    private int fetched;

    /** @param samples of a pixel, a side */
    SlantedRows(IntBuffer pixels, int width, int height, int samples, Planes planes) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        this.samples = samples;
        this.planes = planes;
        this.outer = new int[planes.width()];
        this.green = new int[planes.width()];
    }

    void draw(Affine toStored, int rows) {
        fetch(toStored, rows);
        double step = 1.0 / samples;
        int stepX = Line.fixed(toStored.xx() * step);
        int stepY = Line.fixed(toStored.yx() * step);
        for (int y = 0; y < rows; y++) {
            for (int sub = 0; sub < samples; sub++) {
                double gy = y + (sub + 0.5) * step;
                int px = Line.fixed(toStored.x(step / 2, gy));
                int py = Line.fixed(toStored.y(step / 2, gy));
                for (int i = 0; i < samples; i++) {
                    add(Line.over(
                            px + i * stepX,
                            py + i * stepY,
                            samples * stepX,
                            samples * stepY,
                            outer.length,
                            width,
                            height));
                }
            }
            planes.row(outer, green);
            planes.endRow(y);
            Arrays.fill(outer, 0);
            Arrays.fill(green, 0);
        }
    }

    /**
     * Reads a pixel of each cache line of the region, row by row, which memory answers ahead. A slanted line meets each
     * row of the picture for a few pixels only, and would wait for every one of them.
     */
    private void fetch(Affine toStored, int rows) {
        double[] x = new double[4];
        double[] y = new double[4];
        for (int corner = 0; corner < 4; corner++) {
            double across = corner % 2 == 0 ? 0 : outer.length;
            double down = corner < 2 ? 0 : rows;
            x[corner] = toStored.x(across, down);
            y[corner] = toStored.y(across, down);
        }
        Arrays.sort(x);
        Arrays.sort(y);
        int left = (int) Math.clamp(x[0], 0, width);
        int right = (int) Math.clamp(x[3], 0, width);
        int bottom = (int) Math.clamp(y[3], 0, height);
        int seen = 0;
        for (int row = (int) Math.clamp(y[0], 0, height); row < bottom; row++) {
            for (int at = row * width + left; at < row * width + right; at += PIXELS_FETCHED) {
                seen ^= pixels.get(at);
            }
        }
        fetched = seen;
    }

    private void add(Line line) {
        int px = line.x() + line.from() * line.stepX();
        int py = line.y() + line.from() * line.stepY();
        for (int x = line.from(); x < line.to(); x++, px += line.stepX(), py += line.stepY()) {
            int pixel = pixels.get((py >> 16) * width + (px >> 16));
            outer[x] += pixel >>> 8 & Planes.OUTER_COLOURS;
            green[x] += pixel >>> 16 & 0xff;
        }
    }
}
