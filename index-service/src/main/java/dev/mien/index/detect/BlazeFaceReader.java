package dev.mien.index.detect;

import dev.mien.index.inference.Lane;
import dev.mien.index.profile.BoxDecoder;
import dev.mien.index.profile.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Outputs {@code boxes} and {@code scores}. Each row is a box: centre and size, then points, in pixels of the input
 * and, but for the size, from the row's anchor. Scores are logits.
 */
final class BlazeFaceReader implements BoxReader {
    /** Beyond this a float's exponential says nothing new. */
    private static final float LOGIT_MAX = 100;

    private static final int BOX_FLOATS = 4;

    private final Anchors anchors;
    private final Rows boxes;
    private final Rows scores;
    private final int points;
    private final float minLogit;

    BlazeFaceReader(Role role, BoxDecoder decoder, Lane lane) {
        this.anchors = Anchors.of(role.input().width(), role.input().height(), decoder.anchors());
        this.points = decoder.points().size();
        this.boxes = Rows.of(role, lane, "boxes", anchors.count(), BOX_FLOATS + 2 * points);
        this.scores = Rows.of(role, lane, "scores", anchors.count(), 1);
        this.minLogit = (float) Math.log(decoder.minScore() / (1 - decoder.minScore()));
    }

    @Override
    public List<Detection> read() {
        List<Detection> found = new ArrayList<>();
        for (int row = 0; row < anchors.count(); row++) {
            float logit = scores.at(row, 0);
            if (logit >= minLogit) {
                found.add(read(row, logit));
            }
        }
        return found;
    }

    private Detection read(int row, float logit) {
        double x = boxes.at(row, 0) + anchors.x(row);
        double y = boxes.at(row, 1) + anchors.y(row);
        double halfWidth = boxes.at(row, 2) / 2.0;
        double halfHeight = boxes.at(row, 3) / 2.0;
        List<Point> places = new ArrayList<>(points);
        for (int p = 0; p < points; p++) {
            places.add(new Point(
                    boxes.at(row, BOX_FLOATS + 2 * p) + anchors.x(row),
                    boxes.at(row, BOX_FLOATS + 2 * p + 1) + anchors.y(row)));
        }
        double score = 1 / (1 + Math.exp(-Math.clamp(logit, -LOGIT_MAX, LOGIT_MAX)));
        return new Detection(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, places, score);
    }
}
