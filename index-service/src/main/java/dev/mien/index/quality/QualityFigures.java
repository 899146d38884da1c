package dev.mien.index.quality;

/**
 * What was measured of one face.
 *
 * @param facePixels shorter side of its box, in pixels of the picture as it was sent
 * @param insideShare the share of its landmarks that lie inside the picture, 0 to 1
 */
public record QualityFigures(double facePixels, double insideShare) {}
