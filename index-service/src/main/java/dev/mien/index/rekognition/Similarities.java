package dev.mien.index.rekognition;

/**
 * Where the lines are drawn. Rekognition's similarity is no cosine and has no calibration that a target FPIR could be
 * looked up in: the operator draws them, the same for every number of faces.
 *
 * @param threshold from here on two faces count as one person's; a share, not a percentage
 * @param floor the lower end of the grey band
 * @param largestSearch among more people than these a search recognizes nobody
 */
record Similarities(double threshold, double floor, long largestSearch) {
    private static final double PERCENT = 100;
    /** Below one half a similarity says nothing. */
    private static final double LEAST = 0.5;

    Similarities {
        if (!(floor >= LEAST && threshold >= floor && threshold <= 1)) {
            throw new IllegalStateException(
                    "mien.rekognition.floor and mien.rekognition.threshold must satisfy 50 <= floor <= threshold <= 100");
        }
    }

    static Similarities of(RekognitionSettings settings) {
        return new Similarities(settings.threshold() / PERCENT, settings.floor() / PERCENT, settings.largestSearch());
    }

    /** A share as Rekognition writes it. */
    static float percentage(double share) {
        return (float) (share * PERCENT);
    }

    /** What Rekognition writes, as a share. */
    static double share(float percentage) {
        return percentage / PERCENT;
    }
}
