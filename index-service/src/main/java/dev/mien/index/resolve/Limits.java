package dev.mien.index.resolve;

import dev.mien.contracts.context.Policy;

/**
 * Where the lines are drawn for one search.
 *
 * @param floor the lower end of the grey band: nothing below is told to anyone
 * @param threshold from here on the policy's FPIR holds
 * @param verification from here on one named person is confirmed
 */
public record Limits(double floor, double threshold, double verification) {
    /** The grey band reaches down to the threshold for this many times the rate (recognition.md). */
    private static final double GREY_BAND = 10;
    /** A rate that the grey band's end never exceeds: at one half a search says nothing any more. */
    private static final double RATE_MAX = 0.5;

    /** The false match rate at which one named person is confirmed, and two pictures count as one person's. */
    public static final double VERIFICATION_FMR = 1e-4;

    /**
     * For a search among {@code faces}. However few they are, nobody is found by a score that would not confirm them by
     * name: the rate that a policy tolerates among thousands is no reason to be lax among ten.
     */
    public static Limits ofSearch(Thresholds thresholds, Policy policy, long faces) {
        return ofSearch(thresholds, policy.targetFpir(), faces);
    }

    /** As {@link #ofSearch(Thresholds, Policy, long)}, at a rate. */
    public static Limits ofSearch(Thresholds thresholds, double fpir, long faces) {
        double verification = thresholds.verification(VERIFICATION_FMR);
        return new Limits(
                Math.max(
                        thresholds.identification(greyBand(fpir), Math.max(1, faces)),
                        thresholds.verification(greyBand(VERIFICATION_FMR))),
                Math.max(thresholds.identification(fpir, Math.max(1, faces)), verification),
                verification);
    }

    /** For the comparison with one named person: the grey band lies under the verification threshold. */
    public static Limits ofComparison(Thresholds thresholds, Policy policy) {
        double verification = thresholds.verification(VERIFICATION_FMR);
        return new Limits(
                thresholds.verification(greyBand(VERIFICATION_FMR)),
                Math.max(thresholds.identification(policy.targetFpir(), 1), verification),
                verification);
    }

    private static double greyBand(double rate) {
        return Math.min(RATE_MAX, rate * GREY_BAND);
    }
}
