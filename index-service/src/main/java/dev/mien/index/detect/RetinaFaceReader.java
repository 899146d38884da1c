package dev.mien.index.detect;

import dev.mien.index.inference.Lane;
import dev.mien.index.profile.BoxDecoder;
import dev.mien.index.profile.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Outputs {@code boxes}, {@code scores} (probabilities of nothing and of a face) and {@code points}, over all anchors
 * in order. A box corrects its anchor, a square around the cell's middle: the centre by tenths of its side, the size by
 * the exponential of a fifth. Points are from the middle in tenths of the side. After Deng et al., RetinaFace, 2020.
 */
final class RetinaFaceReader implements BoxReader {
    private static final double CENTRE_SCALE = 0.1;
    private static final double SIZE_SCALE = 0.2;

    private final Anchors anchors;
    private final double[] sides;
    private final Rows boxes;
    private final Rows scores;
    private final Rows places;
    private final double minScore;
    private final int points;

    RetinaFaceReader(Role role, BoxDecoder decoder, Lane lane) {
        this.anchors = Anchors.of(role.input().width(), role.input().height(), decoder.anchors());
        this.sides = sides(role, decoder, anchors.count());
        this.minScore = decoder.minScore();
        this.points = decoder.points().size();
        this.boxes = Rows.of(role, lane, "boxes", anchors.count(), 4);
        this.scores = Rows.of(role, lane, "scores", anchors.count(), 2);
        this.places = Rows.of(role, lane, "points", anchors.count(), 2 * points);
    }

    private static double[] sides(Role role, BoxDecoder decoder, int count) {
        double[] sides = new double[count];
        int at = 0;
        for (BoxDecoder.Layer layer : decoder.anchors()) {
            int cells = role.input().width() / layer.stride() * (role.input().height() / layer.stride());
            for (int cell = 0; cell < cells; cell++) {
                for (double size : layer.sizes()) {
                    sides[at++] = size;
                }
            }
        }
        return sides;
    }

    @Override
    public List<Detection> read() {
        List<Detection> found = new ArrayList<>();
        for (int row = 0; row < anchors.count(); row++) {
            double score = scores.at(row, 1);
            if (score >= minScore) {
                found.add(read(row, score));
            }
        }
        return found;
    }

    private Detection read(int row, double score) {
        double step = CENTRE_SCALE * sides[row];
        double x = anchors.x(row) + boxes.at(row, 0) * step;
        double y = anchors.y(row) + boxes.at(row, 1) * step;
        double halfWidth = sides[row] * Math.exp(SIZE_SCALE * boxes.at(row, 2)) / 2;
        double halfHeight = sides[row] * Math.exp(SIZE_SCALE * boxes.at(row, 3)) / 2;
        List<Point> found = new ArrayList<>(points);
        for (int p = 0; p < points; p++) {
            found.add(new Point(
                    anchors.x(row) + places.at(row, 2 * p) * step, anchors.y(row) + places.at(row, 2 * p + 1) * step));
        }
        return new Detection(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, found, Math.min(1, score));
    }
}
