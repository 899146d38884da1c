package dev.mien.index.liveness;

/**
 * What the active check needs to know of one frame. The figures mean something only beside those of another frame of
 * the same person. Closed by whoever holds it.
 */
public interface Signs extends AutoCloseable {
    /** Degrees that the head is turned to its own left, by the mesh's depths. */
    double yaw();

    /**
     * Where the tip of the nose lies between the eyes, in distances of their outer corners, to the person's left.
     * Measured in the slanted axes of eyes and mouth: however a flat picture is held, it stays the same there, and a
     * head's does not.
     */
    double noseShift();

    /** Length of the face in shares of the picture's longer side, measured in depth, too, so that turning keeps it. */
    double size();

    /** How far the lids stand apart, in widths of the eye. */
    double lidGap();

    /** How much the eyes' pixels look like those of another frame, 0 to 1. */
    double eyeLikeness(Signs other);

    /** Overwrites the pixels. */
    @Override
    void close();
}
