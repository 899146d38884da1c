package dev.mien.index.rekognition;

import dev.mien.contracts.index.FaceBox;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;

/**
 * Where a face is on a picture, in shares of the upright picture's width and height. Two detectors draw their boxes
 * differently around one face, but never beside it.
 */
record Place(double left, double top, double width, double height) {
    /** @param box in pixels of a picture of {@code wide} × {@code high} */
    static Place of(FaceBox box, int wide, int high) {
        return new Place(box.left() / wide, box.top() / high, box.width() / wide, box.height() / high);
    }

    static Place of(BoundingBox box) {
        return new Place(box.left(), box.top(), box.width(), box.height());
    }

    double area() {
        return width * height;
    }

    /** Whether the two are boxes of one face: the middle of each lies within the other. */
    boolean isOf(Place other) {
        return holds(other) && other.holds(this);
    }

    private boolean holds(Place other) {
        double x = other.left + other.width / 2;
        double y = other.top + other.height / 2;
        return x >= left && x <= left + width && y >= top && y <= top + height;
    }
}
