package dev.mien.contracts.index;

/**
 * What a policy may ask to be estimated.
 *
 * @param age years
 * @param gender {@code male} or {@code female}; null where the network is not sure, where an age alone was asked for, or
 *     where the model profile has no output for it
 */
public record Estimates(double age, String gender) {}
