/**
 * Receipts: what an erasure's asker can show to anyone.
 *
 * <p>In: the signing key, as a file. Out: its public half, which the gateway publishes. Never here: a receipt that a
 * time-out issues.
 */
package dev.mien.deletion.receipt;
