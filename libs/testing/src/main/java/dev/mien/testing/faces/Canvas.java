package dev.mien.testing.faces;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Draws a photo's triangles elsewhere; of two that lie over each other the nearer one is seen. */
final class Canvas {
    private final BufferedImage photo;
    private final BufferedImage picture;
    private final double[] depth;

    Canvas(BufferedImage photo) {
        this.photo = photo;
        this.picture = new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
        this.depth = new double[photo.getWidth() * photo.getHeight()];
        Arrays.fill(depth, Double.POSITIVE_INFINITY);
    }

    BufferedImage picture() {
        return picture;
    }

    /**
     * @param corners indices of the triangle's three points
     * @param fromX where the points are on the photo
     * @param toX where they shall be
     * @param toZ how far away
     */
    void draw(int[] corners, double[] fromX, double[] fromY, double[] toX, double[] toY, double[] toZ) {
        int a = corners[0];
        int b = corners[1];
        int c = corners[2];
        double area = (toX[b] - toX[a]) * (toY[c] - toY[a]) - (toX[c] - toX[a]) * (toY[b] - toY[a]);
        if (Math.abs(area) < 1e-9) {
            return;
        }
        int left = (int) Math.max(0, Math.floor(min(toX[a], toX[b], toX[c])));
        int right = (int) Math.min(picture.getWidth() - 1.0, Math.ceil(-min(-toX[a], -toX[b], -toX[c])));
        int top = (int) Math.max(0, Math.floor(min(toY[a], toY[b], toY[c])));
        int bottom = (int) Math.min(picture.getHeight() - 1.0, Math.ceil(-min(-toY[a], -toY[b], -toY[c])));
        for (int py = top; py <= bottom; py++) {
            for (int px = left; px <= right; px++) {
                double x = px + 0.5;
                double y = py + 0.5;
                double wb = ((x - toX[a]) * (toY[c] - toY[a]) - (toX[c] - toX[a]) * (y - toY[a])) / area;
                double wc = ((toX[b] - toX[a]) * (y - toY[a]) - (x - toX[a]) * (toY[b] - toY[a])) / area;
                double wa = 1 - wb - wc;
                double z = wa * toZ[a] + wb * toZ[b] + wc * toZ[c];
                int at = py * picture.getWidth() + px;
                if (wa >= 0 && wb >= 0 && wc >= 0 && z < depth[at]) {
                    depth[at] = z;
                    picture.setRGB(
                            px,
                            py,
                            colour(
                                    wa * fromX[a] + wb * fromX[b] + wc * fromX[c],
                                    wa * fromY[a] + wb * fromY[b] + wc * fromY[c]));
                }
            }
        }
    }

    private static double min(double a, double b, double c) {
        return Math.min(a, Math.min(b, c));
    }

    /** Bilinear; beyond the photo its edge goes on. */
    private int colour(double x, double y) {
        double sx = Math.clamp(x - 0.5, 0, photo.getWidth() - 1.001);
        double sy = Math.clamp(y - 0.5, 0, photo.getHeight() - 1.001);
        int ix = (int) sx;
        int iy = (int) sy;
        double fx = sx - ix;
        double fy = sy - iy;
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double upper = channel(ix, iy, shift) * (1 - fx) + channel(ix + 1, iy, shift) * fx;
            double lower = channel(ix, iy + 1, shift) * (1 - fx) + channel(ix + 1, iy + 1, shift) * fx;
            mixed |= (int) Math.round(upper * (1 - fy) + lower * fy) << shift;
        }
        return mixed;
    }

    private int channel(int x, int y, int shift) {
        return photo.getRGB(Math.min(x, photo.getWidth() - 1), Math.min(y, photo.getHeight() - 1)) >> shift & 0xff;
    }
}
