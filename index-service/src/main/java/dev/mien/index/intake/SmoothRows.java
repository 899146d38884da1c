package dev.mien.index.intake;

import java.nio.IntBuffer;

/** Rows whose pixels are bilinear samples: each is weighted from the four pixels around it. */
final class SmoothRows {
    /** What the four weights add up to. */
    static final int WEIGHT = 1 << 16;

    private static final int HALF = 1 << 15;

    private final IntBuffer pixels;
    private final int width;
    private final int height;
    private final Planes planes;

    SmoothRows(IntBuffer pixels, int width, int height, Planes planes) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        this.planes = planes;
    }

    void draw(Affine toStored, int rows) {
        int stepX = Line.fixed(toStored.xx());
        int stepY = Line.fixed(toStored.yx());
        for (int y = 0; y < rows; y++) {
            int px = Line.fixed(toStored.x(0.5, y + 0.5)) - HALF;
            int py = Line.fixed(toStored.y(0.5, y + 0.5)) - HALF;
            Line line = Line.over(px, py, stepX, stepY, planes.width(), width - 1, height - 1);
            edge(line, 0, line.from());
            middle(line);
            edge(line, line.to(), planes.width());
            planes.endRow(y);
        }
    }

    private void middle(Line line) {
        int px = line.x() + line.from() * line.stepX();
        int py = line.y() + line.from() * line.stepY();
        for (int x = line.from(); x < line.to(); x++, px += line.stepX(), py += line.stepY()) {
            int here = (py >> 16) * width + (px >> 16);
            put(
                    x,
                    pixels.get(here),
                    pixels.get(here + 1),
                    pixels.get(here + width),
                    pixels.get(here + width + 1),
                    px >> 8 & 0xff,
                    py >> 8 & 0xff);
        }
    }

    private void edge(Line line, int from, int to) {
        for (int x = from; x < to; x++) {
            putAtEdge(x, line.x() + x * line.stepX(), line.y() + x * line.stepY());
        }
    }

    private void putAtEdge(int at, int px, int py) {
        // Half a pixel was taken off: inside means from -1/2 up to the side less 1/2.
        if (px < -HALF || py < -HALF || px >= (width << 16) - HALF || py >= (height << 16) - HALF) {
            planes.put(at, 0, 0, 0);
            return;
        }
        int left = Math.max(px >> 16, 0);
        int top = Math.max(py >> 16, 0) * width;
        int right = Math.min((px >> 16) + 1, width - 1);
        int bottom = Math.min((py >> 16) + 1, height - 1) * width;
        put(
                at,
                pixels.get(top + left),
                pixels.get(top + right),
                pixels.get(bottom + left),
                pixels.get(bottom + right),
                px >> 8 & 0xff,
                py >> 8 & 0xff);
    }

    private void put(int at, int p00, int p01, int p10, int p11, int fx, int fy) {
        int w11 = fx * fy;
        int w01 = (fx << 8) - w11;
        int w10 = (fy << 8) - w11;
        int w00 = WEIGHT - w01 - w10 - w11;
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
}
