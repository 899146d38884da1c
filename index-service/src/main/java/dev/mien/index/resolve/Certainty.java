package dev.mien.index.resolve;

import dev.mien.contracts.context.Policy;

/** The scores that a template may learn from: far above those that let somebody in. */
public final class Certainty {
    /** Of a million strangers one would be taken for the person; as far as the calibration has been measured. */
    private static final double CERTAIN_FMR = 1e-6;

    /** A search among many is right less often than a comparison: a tenth of the rate that the policy puts up with. */
    private static final double CERTAIN_SHARE = 0.1;

    /** What keeps a template where it began (recognition.md). */
    private static final double SAME_FACE_FMR = 1e-5;

    private Certainty() {}

    /** The grey band's counterpart above the threshold, for a search among {@code faces}. */
    public static double ofSearch(Thresholds thresholds, Policy policy, long faces) {
        return Math.max(
                thresholds.identification(policy.targetFpir() * CERTAIN_SHARE, Math.max(1, faces)),
                ofComparison(thresholds));
    }

    /** For the comparison with one named person. */
    public static double ofComparison(Thresholds thresholds) {
        return thresholds.verification(CERTAIN_FMR);
    }

    /** The least score of an occasion with the first enrollment, whoever brings it. */
    public static double sameFace(Thresholds thresholds) {
        return thresholds.verification(SAME_FACE_FMR);
    }
}
