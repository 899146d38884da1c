package dev.mien.contracts.index;

/**
 * What a policy may ask to be estimated.
 *
 * @param age years
 * @param gender {@code male} or {@code female}
 */
public record Estimates(double age, String gender) {}
