package dev.mien.contracts.index;

/**
 * How alive a face looks to networks that have learned prints and screens: a signal, and no proof of anybody's
 * presence.
 *
 * @param score 0 to 1
 * @param looksAlive whether the passive guard would have let it pass
 */
public record PassiveLiveness(double score, boolean looksAlive) {}
