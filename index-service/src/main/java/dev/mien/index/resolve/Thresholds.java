package dev.mien.index.resolve;

/** What scores of one model profile are worth, by its calibration. */
public interface Thresholds {
    /**
     * The score from which a search among {@code faces} strangers names one of them no more often than {@code fpir}.
     *
     * @param fpir false-positive identification rate, above 0 and below 1
     * @param faces at least 1
     */
    double identification(double fpir, long faces);

    /**
     * Up to how many faces a search still recognizes people; 0 when no search does.
     *
     * @param fpir as in {@link #identification}
     */
    long largestSearch(double fpir);

    /** The score from which a stranger passes for one named person no more often than {@code fmr}. */
    double verification(double fmr);
}
