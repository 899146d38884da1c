/**
 * Following the ledger of what must not be. {@link dev.mien.platform.ledger.LedgerGuard} stands in every transaction
 * that writes about a Facial ID; {@link dev.mien.platform.ledger.LedgerFollower} applies each number once, in order,
 * with the service's own {@link dev.mien.platform.ledger.Holder} doing the purge; {@link
 * dev.mien.platform.ledger.LedgerGate} lets nobody in until what the ledger knew at start has been applied.
 */
package dev.mien.platform.ledger;
