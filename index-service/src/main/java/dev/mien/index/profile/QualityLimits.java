package dev.mien.index.profile;

/**
 * What a face must have to be used.
 *
 * @param minFacePixels shorter side of its box, in pixels of the picture as it was sent
 * @param rivalFaceShare a second face with at least this share of the largest one's area is a rival
 */
public record QualityLimits(int minFacePixels, double rivalFaceShare) {
    public QualityLimits {
        if (minFacePixels < 1 || !(rivalFaceShare > 0 && rivalFaceShare <= 1)) {
            throw new IllegalArgumentException("quality limits are pixels, and a share between 0 and 1");
        }
    }
}
