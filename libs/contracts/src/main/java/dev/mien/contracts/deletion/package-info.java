/**
 * The internal API of deletion-service: asking for an erasure, and following the ledger. Every holder follows it the
 * same way, by {@link dev.mien.contracts.deletion.LedgerPoll}.
 */
package dev.mien.contracts.deletion;
