package dev.mien.contracts.index;

/**
 * A moment in the life of all indexes: every template that was stored before it has a row up to here.
 *
 * @param row the highest row number that was given out
 */
public record IndexMark(long row) {}
