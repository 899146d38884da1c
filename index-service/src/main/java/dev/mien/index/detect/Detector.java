package dev.mien.index.detect;

import dev.mien.index.inference.Lane;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.profile.BoxDecoder;
import dev.mien.index.profile.Input;
import dev.mien.index.profile.Role;
import java.util.ArrayList;
import java.util.List;

/** One pass of a detector over a picture, or over a square of it. */
final class Detector implements AutoCloseable {
    /** Faces in a pass are many pixels even here; two samples a side keep enough of a large picture. */
    private static final int SAMPLES = 2;

    private final Lane lane;
    private final Grid grid;
    private final BoxDecoder decoder;
    private final BoxReader reader;

    Detector(Role role, Network network) {
        Input input = role.input();
        this.decoder = BoxReader.decoder(role);
        this.grid = new Grid(input.width(), input.height(), input.tone(), SAMPLES);
        this.lane =
                network.lane(input.name(), new long[] {1, 3, input.height(), input.width()}, BoxReader.outputs(role));
        this.reader = BoxReader.of(role, lane);
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
        for (Detection box : reader.read()) {
            found.add(placed(box, toPicture));
        }
        lane.wipe();
        return OverlapMerge.merge(found, decoder.overlap());
    }

    private static Detection placed(Detection box, Affine toPicture) {
        return new Detection(
                toPicture.x(box.left(), box.top()),
                toPicture.y(box.left(), box.top()),
                toPicture.x(box.right(), box.bottom()),
                toPicture.y(box.right(), box.bottom()),
                box.points().stream()
                        .map(point -> new Point(toPicture.x(point.x(), point.y()), toPicture.y(point.x(), point.y())))
                        .toList(),
                box.score());
    }

    @Override
    public void close() {
        lane.close();
    }
}
