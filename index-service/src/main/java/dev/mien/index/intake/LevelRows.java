package dev.mien.index.intake;

import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Rows that lie level in the picture, and whose pixels are means of several nearest samples. The picture's rows that a
 * row of the grid is made of are added up first, whole, which the compiler makes vectors of; of the sum the columns are
 * taken.
 */
final class LevelRows {
    private final IntBuffer pixels;
    private final int width;
    private final int height;
    private final int samples;
    private final Planes planes;

    /** @param samples of a pixel, a side */
    LevelRows(IntBuffer pixels, int width, int height, int samples, Planes planes) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        this.samples = samples;
        this.planes = planes;
    }

    static boolean can(Affine toStored) {
        return toStored.xy() == 0 && toStored.yx() == 0;
    }

    void draw(Affine toStored, int rows) {
        double step = 1.0 / samples;
        Line[] columns = columns(toStored, step);
        int left = width;
        int right = 0;
        for (Line line : columns) {
            if (line.from() < line.to()) {
                int first = line.x() + line.from() * line.stepX() >> 16;
                int last = line.x() + (line.to() - 1) * line.stepX() >> 16;
                left = Math.min(left, Math.min(first, last));
                right = Math.max(right, Math.max(first, last) + 1);
            }
        }
        int[] row = new int[Math.max(right - left, 0)];
        int[] outerSum = new int[row.length];
        int[] greenSum = new int[row.length];
        int[] outer = new int[planes.width()];
        int[] green = new int[planes.width()];
        for (int y = 0; y < rows; y++) {
            for (int sub = 0; sub < samples; sub++) {
                int py = Line.fixed(toStored.y(0, y + (sub + 0.5) * step));
                if (py >= 0 && py >> 16 < height) {
                    pixels.get((py >> 16) * width + left, row, 0, row.length);
                    add(row, outerSum, greenSum);
                }
            }
            for (Line line : columns) {
                take(line, left, outerSum, greenSum, outer, green);
            }
            planes.row(outer, green);
            planes.endRow(y);
            Arrays.fill(outer, 0);
            Arrays.fill(green, 0);
            Arrays.fill(outerSum, 0);
            Arrays.fill(greenSum, 0);
        }
        Arrays.fill(row, 0);
    }

    /** One for each sample of a pixel. */
    private Line[] columns(Affine toStored, double step) {
        Line[] columns = new Line[samples];
        int stepX = Line.fixed(toStored.xx() * step);
        int px = Line.fixed(toStored.x(step / 2, 0));
        for (int i = 0; i < samples; i++) {
            columns[i] = Line.over(px + i * stepX, 0, samples * stepX, 0, planes.width(), width, height);
        }
        return columns;
    }

    private static void add(int[] row, int[] outerSum, int[] greenSum) {
        for (int at = 0; at < row.length; at++) {
            outerSum[at] += row[at] >>> 8 & Planes.OUTER_COLOURS;
            greenSum[at] += row[at] >>> 16 & 0xff;
        }
    }

    private static void take(Line line, int left, int[] outerSum, int[] greenSum, int[] outer, int[] green) {
        int px = line.x() + line.from() * line.stepX();
        for (int x = line.from(); x < line.to(); x++, px += line.stepX()) {
            int at = (px >> 16) - left;
            outer[x] += outerSum[at];
            green[x] += greenSum[at];
        }
    }
}
