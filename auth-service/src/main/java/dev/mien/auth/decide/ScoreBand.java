package dev.mien.auth.decide;

/** Where the best score lay. This much is kept of it with an attempt. */
public enum ScoreBand {
    /** Nobody resembled the probe, or no search was made. */
    NONE,
    /** Below the threshold, but above the one for ten times the false-positive rate. */
    GREY,
    /** At or above the threshold. */
    ABOVE
}
