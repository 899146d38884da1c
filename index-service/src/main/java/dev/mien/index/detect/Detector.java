package dev.mien.index.detect;

import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.BoxDecoder;
import dev.mien.index.profile.Input;
import dev.mien.index.profile.Role;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One pass of a BlazeFace detector over a picture, or over a square of it. Each row of its output is a box: centre and size,
 * then points, in pixels of the input and, but for the size, from the row's anchor.
 */
final class Detector implements AutoCloseable {
    /** Beyond this a float's exponential says nothing new. */
    private static final float LOGIT_MAX = 100;

    private static final int BOX_FLOATS = 4;

    /** Faces in a pass are many pixels even here; two samples a side keep enough of a large picture. */
    private static final int SAMPLES = 2;

    private final Lane lane;
    private final Grid grid;
    private final BoxDecoder decoder;
    private final Anchors anchors;
    private final FloatBuffer boxes;
    private final FloatBuffer scores;
    private final int rowFloats;
    private final float minLogit;

    Detector(Role role, Network network) {
        Input input = role.input();
        this.decoder = role.boxes().orElseThrow(() -> new IllegalArgumentException("no boxes in " + role.name()));
        this.anchors = Anchors.of(input.width(), input.height(), decoder.anchors());
        this.rowFloats = BOX_FLOATS + 2 * decoder.points().size();
        this.grid = new Grid(input.width(), input.height(), input.tone(), SAMPLES);
        String boxesName = role.output("boxes").name();
        String scoresName = role.output("scores").name();
        this.lane = network.lane(
                input.name(),
                new long[] {1, 3, input.height(), input.width()},
                Map.of(boxesName, new long[] {1, anchors.count(), rowFloats}, scoresName, new long[] {
                    1, anchors.count(), 1
                }));
        this.boxes = lane.output(boxesName);
        this.scores = lane.output(scoresName);
        this.minLogit = (float) Math.log(decoder.minScore() / (1 - decoder.minScore()));
    }

    /** Names of the points that each detection has, in order. */
    List<String> points() {
        return decoder.points();
    }

    double overlap() {
        return decoder.overlap();
    }

    /** Faces in the square that begins at {@code left}, {@code top}; what of it lies outside the picture is black. */
    List<Detection> detect(Picture picture, double left, double top, double side) {
        double scale = side / Math.max(grid.width(), grid.height());
        Affine toPicture = Affine.scaleThenShift(scale, left, top);
        picture.draw(grid, toPicture, lane.input(), 0);
        lane.run();
        List<Detection> found = new ArrayList<>();
        for (int row = 0; row < anchors.count(); row++) {
            float logit = scores.get(row);
            if (logit >= minLogit) {
                found.add(read(row, logit, toPicture));
            }
        }
        lane.wipe();
        return OverlapMerge.merge(found, decoder.overlap());
    }

    private Detection read(int row, float logit, Affine toPicture) {
        int at = row * rowFloats;
        double x = boxes.get(at) + anchors.x(row);
        double y = boxes.get(at + 1) + anchors.y(row);
        double halfWidth = boxes.get(at + 2) / 2.0;
        double halfHeight = boxes.get(at + 3) / 2.0;
        List<Point> points = new ArrayList<>(decoder.points().size());
        for (int p = at + BOX_FLOATS; p < at + rowFloats; p += 2) {
            double px = boxes.get(p) + anchors.x(row);
            double py = boxes.get(p + 1) + anchors.y(row);
            points.add(new Point(toPicture.x(px, py), toPicture.y(px, py)));
        }
        return new Detection(
                toPicture.x(x - halfWidth, y - halfHeight),
                toPicture.y(x - halfWidth, y - halfHeight),
                toPicture.x(x + halfWidth, y + halfHeight),
                toPicture.y(x + halfWidth, y + halfHeight),
                points,
                1 / (1 + Math.exp(-Math.clamp(logit, -LOGIT_MAX, LOGIT_MAX))));
    }

    @Override
    public void close() {
        lane.close();
    }
}
