package dev.mien.contracts.index;

/**
 * From where on two faces count as one person's.
 *
 * @param similarity the least similarity of a match
 * @param falseMatchRate the share of pairs of strangers that reach it, where the profile was calibrated; null for an engine
 *     that has no calibration, as {@code extrapolated}
 * @param extrapolated whether that rate is below what the calibration has pairs for
 */
public record MatchThreshold(double similarity, Double falseMatchRate, Boolean extrapolated) {}
