package dev.mien.index.detect;

import dev.mien.index.inference.Lane;
import dev.mien.index.profile.BoxDecoder;
import dev.mien.index.profile.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * For each stride S the outputs {@code classesS}, {@code objectsS} (probabilities; the score is their geometric mean),
 * {@code boxesS} (centre from the cell's upper left corner, and logarithm of the size, in strides) and {@code pointsS}
 * (from the same corner, in strides). After Wu et al., YuNet, 2023.
 */
final class YunetReader implements BoxReader {
    private final List<Layer> layers = new ArrayList<>();
    private final double minScore;
    private final int points;

    private record Layer(int stride, int columns, int rows, Rows classes, Rows objects, Rows boxes, Rows points) {}

    YunetReader(Role role, BoxDecoder decoder, Lane lane) {
        this.minScore = decoder.minScore();
        this.points = decoder.points().size();
        for (BoxDecoder.Layer anchors : decoder.anchors()) {
            int stride = anchors.stride();
            int columns = role.input().width() / stride;
            int rows = role.input().height() / stride;
            int cells = columns * rows;
            layers.add(new Layer(
                    stride,
                    columns,
                    rows,
                    Rows.of(role, lane, "classes" + stride, cells, 1),
                    Rows.of(role, lane, "objects" + stride, cells, 1),
                    Rows.of(role, lane, "boxes" + stride, cells, 4),
                    Rows.of(role, lane, "points" + stride, cells, 2 * points)));
        }
    }

    @Override
    public List<Detection> read() {
        List<Detection> found = new ArrayList<>();
        for (Layer layer : layers) {
            for (int cell = 0; cell < layer.columns() * layer.rows(); cell++) {
                double squared = probability(layer.classes().at(cell, 0))
                        * probability(layer.objects().at(cell, 0));
                if (squared >= minScore * minScore) {
                    found.add(read(layer, cell, Math.sqrt(squared)));
                }
            }
        }
        return found;
    }

    private Detection read(Layer layer, int cell, double score) {
        int stride = layer.stride();
        int column = cell % layer.columns();
        int row = cell / layer.columns();
        double x = (column + layer.boxes().at(cell, 0)) * stride;
        double y = (row + layer.boxes().at(cell, 1)) * stride;
        double halfWidth = Math.exp(layer.boxes().at(cell, 2)) * stride / 2;
        double halfHeight = Math.exp(layer.boxes().at(cell, 3)) * stride / 2;
        List<Point> places = new ArrayList<>(points);
        for (int p = 0; p < points; p++) {
            places.add(new Point(
                    (column + layer.points().at(cell, 2 * p)) * stride,
                    (row + layer.points().at(cell, 2 * p + 1)) * stride));
        }
        return new Detection(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, places, score);
    }

    private static double probability(float value) {
        return Math.clamp(value, 0f, 1f);
    }
}
