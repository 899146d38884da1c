package dev.mien.contracts.index;

/**
 * Where a face is on a picture, in pixels of the picture as it was sent, seen upright.
 *
 * @param left may be below 0 where the edge cuts the face off; so may {@code top}
 */
public record FaceBox(double left, double top, double width, double height) {
    /**
     * Whether this and another detector's box on the same picture are of one face: the middle of each lies within the
     * other. Two detectors draw their boxes differently around a face, but never beside it.
     */
    public boolean isOf(FaceBox other) {
        return holds(other) && other.holds(this);
    }

    private boolean holds(FaceBox other) {
        double x = other.left + other.width / 2;
        double y = other.top + other.height / 2;
        return x >= left && x <= left + width && y >= top && y <= top + height;
    }
}
