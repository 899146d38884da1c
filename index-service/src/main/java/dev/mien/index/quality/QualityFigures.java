package dev.mien.index.quality;

/**
 * What was measured of one face.
 *
 * @param facePixels shorter side of its box, in pixels of the picture as it was sent
 * @param insideShare the share of its landmarks that lie inside the picture, 0 to 1
 * @param sharpness how much finest detail there is among all detail of the face, 0 to about 1
 * @param brightness grey value that a tenth of the face is brighter than, 0 to 255: dark skin in good light has bright
 *     parts
 * @param yaw degrees that the head is turned, to either side; 0 where the profile cannot tell
 * @param pitch degrees that the head is raised or bent; 0 where the profile cannot tell
 * @param mouth how much brightness differs between nose and chin, in shares of it; 1 where the profile cannot tell
 * @param eye how much darker the lighter eye is than the cheeks, as a share; 1 where the profile cannot tell
 * @param underEyes brightness under the eyes, in that of the cheeks; 1 where the profile cannot tell
 */
public record QualityFigures(
        double facePixels,
        double insideShare,
        double sharpness,
        double brightness,
        double yaw,
        double pitch,
        double mouth,
        double eye,
        double underEyes) {}
