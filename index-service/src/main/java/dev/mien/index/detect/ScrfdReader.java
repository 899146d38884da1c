package dev.mien.index.detect;

import dev.mien.index.inference.Lane;
import dev.mien.index.profile.BoxDecoder;
import dev.mien.index.profile.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * For each stride S the outputs {@code scoresS} (probabilities), {@code boxesS} (distances of the left, upper, right
 * and lower side from the cell's upper left corner, in strides) and {@code pointsS} (from the same corner, in strides).
 * After Guo et al., SCRFD, 2021.
 */
final class ScrfdReader implements BoxReader {
    private final List<Layer> layers = new ArrayList<>();
    private final double minScore;
    private final int points;

    private record Layer(BoxDecoder.Layer anchors, int columns, int count, Rows scores, Rows boxes, Rows points) {}

    ScrfdReader(Role role, BoxDecoder decoder, Lane lane) {
        this.minScore = decoder.minScore();
        this.points = decoder.points().size();
        for (BoxDecoder.Layer anchors : decoder.anchors()) {
            int stride = anchors.stride();
            int columns = role.input().width() / stride;
            int count = columns * (role.input().height() / stride) * anchors.perCell();
            layers.add(new Layer(
                    anchors,
                    columns,
                    count,
                    Rows.of(role, lane, "scores" + stride, count, 1),
                    Rows.of(role, lane, "boxes" + stride, count, 4),
                    Rows.of(role, lane, "points" + stride, count, 2 * points)));
        }
    }

    @Override
    public List<Detection> read() {
        List<Detection> found = new ArrayList<>();
        for (Layer layer : layers) {
            for (int row = 0; row < layer.count(); row++) {
                double score = layer.scores().at(row, 0);
                if (score >= minScore) {
                    found.add(read(layer, row, score));
                }
            }
        }
        return found;
    }

    private Detection read(Layer layer, int row, double score) {
        int stride = layer.anchors().stride();
        int cell = row / layer.anchors().perCell();
        double x = (double) (cell % layer.columns()) * stride;
        double y = (double) (cell / layer.columns()) * stride;
        List<Point> places = new ArrayList<>(points);
        for (int p = 0; p < points; p++) {
            places.add(new Point(
                    x + layer.points().at(row, 2 * p) * stride,
                    y + layer.points().at(row, 2 * p + 1) * stride));
        }
        return new Detection(
                x - layer.boxes().at(row, 0) * stride,
                y - layer.boxes().at(row, 1) * stride,
                x + layer.boxes().at(row, 2) * stride,
                y + layer.boxes().at(row, 3) * stride,
                places,
                Math.min(1, score));
    }
}
