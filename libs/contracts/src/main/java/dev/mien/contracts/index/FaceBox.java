package dev.mien.contracts.index;

/**
 * Where a face is on a picture, in pixels of the picture as it was sent, seen upright.
 *
 * @param left may be below 0 where the edge cuts the face off; so may {@code top}
 */
public record FaceBox(double left, double top, double width, double height) {}
