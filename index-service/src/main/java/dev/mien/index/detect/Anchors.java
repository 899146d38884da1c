package dev.mien.index.detect;

import dev.mien.index.profile.BoxDecoder;
import java.util.Arrays;
import java.util.List;

/**
 * The places that a BlazeFace detector measures its boxes from: the middles of its cells, layer by layer, row by row.
 * Layers of one stride share their cells: a cell has the boxes of all of them before the next cell begins.
 */
final class Anchors {
    private final double[] x;
    private final double[] y;

    private Anchors(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * @param width of the input, in pixels
     * @param height of the input, in pixels
     */
    static Anchors of(int width, int height, List<BoxDecoder.Layer> layers) {
        double[] x = new double[0];
        double[] y = new double[0];
        for (BoxDecoder.Layer layer : layers) {
            int columns = width / layer.stride();
            int rows = height / layer.stride();
            int at = x.length;
            x = Arrays.copyOf(x, at + rows * columns * layer.perCell());
            y = Arrays.copyOf(y, x.length);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    Arrays.fill(x, at, at + layer.perCell(), (column + 0.5) * layer.stride());
                    Arrays.fill(y, at, at + layer.perCell(), (row + 0.5) * layer.stride());
                    at += layer.perCell();
                }
            }
        }
        return new Anchors(x, y);
    }

    int count() {
        return x.length;
    }

    /** Pixels of the input. */
    double x(int anchor) {
        return x[anchor];
    }

    /** Pixels of the input. */
    double y(int anchor) {
        return y[anchor];
    }
}
