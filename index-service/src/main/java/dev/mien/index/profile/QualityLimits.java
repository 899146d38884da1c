package dev.mien.index.profile;

/**
 * What a face must have to be used; figures as {@link dev.mien.index.quality.QualityFigures} describes them.
 *
 * @param minFacePixels shorter side of its box, in pixels of the picture as it was sent
 * @param rivalFaceShare a second face with at least this share of the largest one's area is a rival
 * @param minSharpness 0 where the profile names no limit
 * @param minBrightness grey value; 0 where the profile names no limit
 * @param maxYaw degrees to either side; 90 where the profile names no limit
 * @param maxPitch degrees up or down; 90 where the profile names no limit
 * @param minMouth 0 where the profile names no limit
 * @param minEye {@link #ANY_EYE} where the profile names no limit
 * @param minUnderEyes 0 where the profile names no limit
 */
public record QualityLimits(
        int minFacePixels,
        double rivalFaceShare,
        double minSharpness,
        double minBrightness,
        double maxYaw,
        double maxPitch,
        double minMouth,
        double minEye,
        double minUnderEyes) {
    /** No head can be turned further. */
    public static final double ANY_ANGLE = 90;

    /** No eye that is brighter than the cheeks is so by more. */
    public static final double ANY_EYE = -256;

    public QualityLimits {
        if (minFacePixels < 1 || !(rivalFaceShare > 0 && rivalFaceShare <= 1)) {
            throw new IllegalArgumentException("quality limits are pixels, and a share between 0 and 1");
        }
        if (!(minSharpness >= 0 && minSharpness <= 1 && minBrightness >= 0 && minBrightness <= 255)) {
            throw new IllegalArgumentException("minSharpness is between 0 and 1, minBrightness between 0 and 255");
        }
        if (!(maxYaw > 0 && maxYaw <= ANY_ANGLE && maxPitch > 0 && maxPitch <= ANY_ANGLE)) {
            throw new IllegalArgumentException("maxYaw and maxPitch are above 0 and at most " + ANY_ANGLE);
        }
        if (!(minMouth >= 0 && minMouth <= 1 && minEye <= 1 && minUnderEyes >= 0 && minUnderEyes <= 1)) {
            throw new IllegalArgumentException("minMouth, minEye and minUnderEyes are shares");
        }
    }

    /** Size alone. */
    public static QualityLimits ofSize(int minFacePixels, double rivalFaceShare) {
        return new QualityLimits(minFacePixels, rivalFaceShare, 0, 0, ANY_ANGLE, ANY_ANGLE, 0, ANY_EYE, 0);
    }
}
