package dev.mien.contracts.deletion;

/** The ledger's number of the asked undoing, given now or before. */
public record UndoAnswer(long number) {}
