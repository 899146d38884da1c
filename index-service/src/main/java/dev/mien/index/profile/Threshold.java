package dev.mien.index.profile;

/**
 * A score to be reached.
 *
 * @param score at or above it two faces count as one person's
 * @param fmr the false match rate that it stands for
 * @param fnmr the share of genuine comparisons that it turns away, measured with one photo a template
 * @param extrapolated whether {@code fmr} is below what the calibration has pairs for
 */
public record Threshold(double score, double fmr, double fnmr, boolean extrapolated) {}
